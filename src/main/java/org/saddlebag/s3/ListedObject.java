package org.saddlebag.s3;

import java.time.Instant;

/**
 * One line of a listing.
 *
 * @param address bucket and key
 * @param lengthBytes the length at rest
 * @param eTag the entity tag without quotes
 * @param lastModified when it was stored
 */
public record ListedObject(
    ObjectAddress address, long lengthBytes, String eTag, Instant lastModified) {}
