package org.saddlebag.local.store;

/**
 * An uploaded part.
 *
 * @param number 1 to 10,000
 * @param size bytes
 * @param sums ETag and checksums
 * @param file the file under the data folder
 * @param uploadedMillis milliseconds since 1970
 */
public record Part(int number, long size, Sums sums, String file, long uploadedMillis) {}
