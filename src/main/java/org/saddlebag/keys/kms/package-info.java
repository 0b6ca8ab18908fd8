/**
 * Master keys in AWS KMS.
 *
 * <p>Does: have data keys made and unwrapped by KMS under an encryption context; build the KMS
 * client; turn AWS errors into ours. Does not: cache data keys, or retry beyond what the client
 * does. May import: {@code keys}, {@code content}, {@code format}, {@code aws}, {@code errors},
 * and, as the only package, the KMS SDK.
 */
package org.saddlebag.keys.kms;
