package org.saddlebag.local.store;

import java.util.Map;

/**
 * How a multipart upload was begun.
 *
 * @param uploadId its id
 * @param key the object key
 * @param initiatedMillis milliseconds since 1970
 * @param attributes headers and encryption of the object
 * @param tags the tag set of the object
 * @param algorithm the checksum algorithm
 * @param type how the object's checksum is made from those of the parts
 * @param algorithmChosen whether the client named the algorithm; otherwise it is S3's own choice
 */
public record UploadInfo(
    String uploadId,
    String key,
    long initiatedMillis,
    Attributes attributes,
    Map<String, String> tags,
    ChecksumAlgorithm algorithm,
    ChecksumType type,
    boolean algorithmChosen) {}
