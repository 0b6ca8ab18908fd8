package org.saddlebag.local.store;

/**
 * What is known of a body that was taken in.
 *
 * @param etag without quotes
 * @param etagIsMd5 whether the ETag is the MD5 of the body
 * @param checksum Base64, in the algorithm that the object or upload stores
 * @param claimed the algorithm that the client brought a checksum of, or null
 * @param claimedValue that checksum in Base64, or null
 */
public record Sums(
    String etag,
    boolean etagIsMd5,
    String checksum,
    ChecksumAlgorithm claimed,
    String claimedValue) {}
