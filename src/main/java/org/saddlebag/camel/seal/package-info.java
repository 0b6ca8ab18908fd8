/**
 * The processors {@code seal} and {@code open}.
 *
 * <p>Does: turn a plaintext body into sealed content, and a fetched object into a verified staged
 * file. Does not: read or write a byte itself; {@code envelope} and {@code delivery} do. May
 * import: {@code camel}, {@code camel.output}, {@code envelope}, {@code delivery}, {@code s3},
 * {@code errors}, Camel.
 */
package org.saddlebag.camel.seal;
