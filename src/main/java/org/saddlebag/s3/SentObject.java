package org.saddlebag.s3;

import java.util.List;

/**
 * What we sent, to be compared with what the store says it has.
 *
 * @param target where to
 * @param options what went along
 * @param lengthBytes how many bytes
 * @param crc32c CRC32C over them all, base64
 * @param eTag the entity tag that a store has which makes them of MD5s; null where unknown
 * @param parts the number of parts, 0 for a single put
 */
record SentObject(
    ObjectAddress target,
    PutOptions options,
    long lengthBytes,
    String crc32c,
    String eTag,
    int parts) {

  static SentObject single(
      ObjectAddress target, PutOptions options, Source source, PartDigest digest) {
    return new SentObject(target, options, source.readBytes(), source.crc32c(), digest.eTag(), 0);
  }

  static SentObject inParts(
      ObjectAddress target, PutOptions options, Source source, List<PartDigest> digests) {
    return new SentObject(
        target,
        options,
        source.readBytes(),
        source.crc32c(),
        PartDigest.compositeETag(digests),
        digests.size());
  }

  StoredObject stored(StoreAnswer answer, ProofLevel level) {
    return new StoredObject(
        new ObjectAddress(target.bucket(), target.key(), answer.versionId()),
        lengthBytes,
        answer.eTag(),
        "CRC32C:" + crc32c,
        level,
        answer.sse().kind(),
        answer.sse().kmsKeyId(),
        parts,
        answer.requestId());
  }
}
