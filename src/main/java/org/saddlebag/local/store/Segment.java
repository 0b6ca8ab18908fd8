package org.saddlebag.local.store;

/**
 * A stretch of an object's content: the whole of a simple put, or one part.
 *
 * @param file the file under the bucket's data folder
 * @param size bytes
 * @param partNumber the part, or 0 for a simple put
 * @param checksum the part's checksum in Base64, or null
 */
public record Segment(String file, long size, int partNumber, String checksum) {}
