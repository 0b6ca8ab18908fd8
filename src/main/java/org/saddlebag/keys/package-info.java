/**
 * Master keys: they wrap and unwrap one-time data keys and never encrypt content.
 *
 * <p>Does: hold master keys from keystores (AES, RSA) and, in {@code keys.kms}, from AWS KMS; pick
 * the one that an object's materials description names. Does not: read object metadata or encrypt
 * content. May import: {@code format}, {@code content}, {@code errors}, JCA.
 */
package org.saddlebag.keys;
