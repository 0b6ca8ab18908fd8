package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Damaged;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.ContentMetadataV2;
import org.saddlebag.format.ContentMetadataV3;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.MetadataWriter;
import org.saddlebag.format.WrapAlgorithm;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;

class EnvelopeReportTest {

  private static final EncryptedDataKey AES =
      new EncryptedDataKey(
          WrapAlgorithm.AES_GCM, bytes(60), Map.of("saddlebag-key", "archive", "version", "1"));

  @Test
  void aV3ObjectShowsItsWholeEnvelope() {
    Map<String, String> metadata =
        new MetadataWriter().write(new ContentMetadataV3(AES, bytes(28), bytes(28)));
    Map<String, Object> report = new EnvelopeReport().of(head(metadata));
    assertThat(report)
        .containsEntry("sealed", true)
        .containsEntry("format", "v3")
        .containsEntry("suite", 115)
        .containsEntry("wrap", "AES/GCM")
        .containsEntry("materialsDescription", AES.description())
        .containsEntry("encryptedDataKeyBytes", 60)
        .containsEntry("storedBytes", 116L)
        .containsEntry("plaintextBytes", 100L)
        .containsEntry("sse", "AES256")
        .containsKeys("messageId", "keyCommitment");
  }

  @Test
  void aV2ObjectUnderKmsShowsItsEncryptionContext() {
    EncryptedDataKey kms =
        new EncryptedDataKey(
            WrapAlgorithm.KMS_CONTEXT,
            bytes(184),
            Map.of("aws:x-amz-cek-alg", "AES/GCM/NoPadding"));
    Map<String, String> metadata =
        new MetadataWriter().write(new ContentMetadataV2(kms, bytes(12)));
    assertThat(new EnvelopeReport().of(head(metadata)))
        .containsEntry("format", "v2")
        .containsEntry("suite", 114)
        .containsEntry("wrap", "kms+context")
        .containsEntry("encryptionContext", kms.description())
        .containsKey("contentIv")
        .doesNotContainKey("materialsDescription");
  }

  @Test
  void anUnsealedObjectIsCalledSo() {
    assertThat(new EnvelopeReport().of(head(Map.of("saddlebag-delivery", "x"))))
        .containsEntry("sealed", false)
        .containsEntry("delivery", "x")
        .doesNotContainKey("format");
  }

  @Test
  void aBrokenEnvelopeIsDamage() {
    Map<String, String> metadata =
        new HashMap<>(new MetadataWriter().write(new ContentMetadataV3(AES, bytes(28), bytes(28))));
    metadata.put("x-amz-i", "AAAA");
    assertThatThrownBy(() -> new EnvelopeReport().of(head(metadata))).isInstanceOf(Damaged.class);
  }

  @Test
  void peopleReadWords() {
    String text = EnvelopeReport.text(new EnvelopeReport().of(head(Map.of())));
    assertThat(text).startsWith("s3://b/k\n  sealed ").contains("\n  stored bytes ");
  }

  private static ObjectHead head(Map<String, String> metadata) {
    return new ObjectHead(
        new ObjectAddress("b", "k"), 116, "e", Instant.EPOCH, null, metadata, "AES256", null, "r");
  }

  private static ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) 7);
    return ByteString.copyOf(bytes);
  }
}
