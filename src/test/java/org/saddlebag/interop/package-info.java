/**
 * The real S3 Encryption Client for Java and we read each other's objects.
 *
 * <p>Does: seal with one, open with the other, both ways, over one store; compare what rests there.
 * Does not: test either by itself. May import: everything of the house, the AWS SDK, the S3
 * Encryption Client.
 */
package org.saddlebag.interop;
