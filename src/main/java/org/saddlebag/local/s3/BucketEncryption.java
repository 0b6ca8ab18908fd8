package org.saddlebag.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.saddlebag.local.store.Bucket;

/**
 * What a bucket's encryption document asks for.
 *
 * @param kms whether objects that ask for nothing get SSE-KMS, else SSE-S3
 * @param dual whether in two layers
 * @param keyId the KMS key, or null for the default one
 * @param bucketKey whether a bucket key is used
 * @param blocksCustomerKeys whether writes with SSE-C are denied
 */
record BucketEncryption(
    boolean kms, boolean dual, String keyId, boolean bucketKey, boolean blocksCustomerKeys) {

  private static final BucketEncryption NONE =
      new BucketEncryption(false, false, null, false, false);

  static BucketEncryption of(Bucket bucket) {
    String document = bucket.info().documents().get(BucketDocuments.ENCRYPTION);
    if (document == null) {
      return NONE;
    }
    List<XmlNode> rules = XmlNode.parse(document.getBytes(StandardCharsets.UTF_8)).all("Rule");
    return rules.isEmpty() ? NONE : of(rules.get(0));
  }

  private static BucketEncryption of(XmlNode rule) {
    List<XmlNode> defaults = rule.all("ApplyServerSideEncryptionByDefault");
    String algorithm = defaults.isEmpty() ? "" : defaults.get(0).need("SSEAlgorithm");
    boolean blocked =
        rule.all("BlockedEncryptionTypes").stream()
            .flatMap(types -> types.all("EncryptionType").stream())
            .anyMatch(type -> type.text().equals("SSE-C"));
    return new BucketEncryption(
        algorithm.startsWith("aws:kms"),
        algorithm.equals("aws:kms:dsse"),
        defaults.isEmpty() ? null : defaults.get(0).value("KMSMasterKeyID"),
        "true".equals(rule.value("BucketKeyEnabled")),
        blocked);
  }
}
