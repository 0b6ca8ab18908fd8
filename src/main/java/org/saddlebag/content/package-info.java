/**
 * The streaming cipher: content encryption, verified decryption in bounded memory, key derivation
 * and key commitment.
 *
 * <p>Does: turn a data key into a cipher that serves once; choose the cipher provider; count bytes.
 * Does not: know master keys, metadata names, files or the network. May import: {@code format},
 * {@code errors}, JCA and the cipher providers.
 */
package org.saddlebag.content;
