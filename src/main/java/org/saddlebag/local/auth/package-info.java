/**
 * Who is calling, and did the request arrive as it was signed.
 *
 * <p>Does: AWS Signature Version 4 in headers and in presigned queries, and the signed and unsigned
 * chunked bodies; files for secrets. Does not: decide what a caller may do, beyond telling it. May
 * import: {@code java.*}, {@code local.wire}.
 */
package org.saddlebag.local.auth;
