package org.saddlebag.local.store;

/**
 * An uploaded part.
 *
 * @param number 1 to 10,000
 * @param size bytes
 * @param etag without quotes
 * @param checksum Base64, in the algorithm of the upload; or null
 * @param file the file under the data folder
 * @param uploadedMillis milliseconds since 1970
 */
public record Part(
    int number, long size, String etag, String checksum, String file, long uploadedMillis) {}
