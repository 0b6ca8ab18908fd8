package org.saddlebag.s3;

/**
 * What was sent and what the store answered to it.
 *
 * @param address where the object is, with its version where the store gave one
 * @param lengthBytes how many bytes were sent
 * @param eTag the store's entity tag without quotes, or null where it gave none
 * @param checksum ours over the whole object in the form {@code CRC32C:BASE64}; of a copy the
 *     store's own, or null where it has none
 * @param proofLevel how strongly the answer proves that the store holds these bytes
 * @param sse the server-side encryption the store reports, in its own words ({@code AES256}, {@code
 *     aws:kms}, {@code aws:kms:dsse}; {@code SSE-C} for a customer key), or null where it echoes
 *     none
 * @param sseKeyId the KMS key the store reports, or null
 * @param parts the number of parts, 0 for a single put
 * @param requestId the store's id of the answering request, or null
 */
public record StoredObject(
    ObjectAddress address,
    long lengthBytes,
    String eTag,
    String checksum,
    ProofLevel proofLevel,
    String sse,
    String sseKeyId,
    int parts,
    String requestId) {}
