/**
 * Seal and open, mirror images: keys, content and format joined over streams.
 *
 * <p>Does: make the materials of one object, seal a stream with them; read an envelope, unwrap its
 * data key, open a stream with it. Does not: touch files or the network of its own. May import:
 * {@code keys}, {@code content}, {@code format}, {@code errors}.
 */
package org.saddlebag.envelope;
