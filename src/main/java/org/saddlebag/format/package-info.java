/**
 * The envelope as it travels with the object: object metadata to and from values.
 *
 * <p>Does: read and write the S3 Encryption Client's format V3 and V2, strictly; ASCII JSON. Does
 * not: touch keys, ciphers, streams or the network. May import: {@code java.*} and {@code errors}.
 */
package org.saddlebag.format;
