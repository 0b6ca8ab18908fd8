package org.saddlebag.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.content.ContentFixtures.Sealed;
import org.saddlebag.errors.Damaged;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.ContentMetadataV3;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

class SealingMaterialsTest {

  private static final EncryptedDataKey WRAP =
      new EncryptedDataKey(WrapAlgorithm.AES_GCM, ByteString.copyOf(new byte[60]), Map.of());

  @ParameterizedTest
  @EnumSource
  void materials_serve_once_and_the_data_key_is_gone_afterwards(AlgorithmSuite suite) {
    DataKey key = DataKey.takeOwnershipOf(ContentFixtures.randomBytes(32));
    SealingMaterials materials = SealingMaterials.create(suite, key, WRAP, new SecureRandom());
    ContentFixtures.seal(ContentFixtures.DETECTED, materials, new byte[10]);

    assertThat(key.isDestroyed()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> ContentFixtures.seal(ContentFixtures.DETECTED, materials, new byte[10]));
  }

  @Test
  void closed_materials_do_not_seal() {
    byte[] bytes = ContentFixtures.randomBytes(32);
    DataKey key = DataKey.takeOwnershipOf(bytes);
    SealingMaterials materials =
        SealingMaterials.create(AlgorithmSuite.GCM_NO_KDF, key, WRAP, new SecureRandom());
    materials.close();

    assertThat(bytes).containsOnly(0);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new EncryptingInputStream(
                    materials, ContentFixtures.DETECTED, InputStream.nullInputStream(), 0));
  }

  @Test
  void every_object_has_its_own_message_id() {
    byte[] dataKey = ContentFixtures.randomBytes(32);
    AlgorithmSuite suite = AlgorithmSuite.GCM_HKDF_COMMIT_KEY;
    Sealed one = ContentFixtures.seal(ContentFixtures.DETECTED, suite, dataKey, new byte[5]);
    Sealed two = ContentFixtures.seal(ContentFixtures.DETECTED, suite, dataKey, new byte[5]);

    assertThat(((ContentMetadataV3) one.metadata()).messageId())
        .isNotEqualTo(((ContentMetadataV3) two.metadata()).messageId());
    assertThat(one.bytes()).isNotEqualTo(two.bytes());
  }

  @Test
  void another_data_key_is_caught_by_the_commitment_before_anything_is_written() {
    byte[] dataKey = ContentFixtures.randomBytes(32);
    Sealed sealed =
        ContentFixtures.seal(
            ContentFixtures.DETECTED, AlgorithmSuite.GCM_HKDF_COMMIT_KEY, dataKey, new byte[5]);
    dataKey[7] ^= 1;

    assertThatExceptionOfType(Damaged.class)
        .isThrownBy(
            () ->
                ContentFixtures.open(
                    ContentFixtures.DETECTED, dataKey, sealed.metadata(), sealed.bytes()))
        .matches(e -> e.code() == ContentError.COMMITMENT_MISMATCH);
  }

  @Test
  void secrets_do_not_show() {
    DataKey key = DataKey.takeOwnershipOf(ContentFixtures.randomBytes(32));
    assertThat(key.toString()).isEqualTo("data key");
    key.destroy();
    assertThat(key.toString()).isEqualTo("destroyed data key");
    assertThatIllegalStateException().isThrownBy(key::exposeBytes);
  }
}
