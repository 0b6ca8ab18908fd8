package org.saddlebag.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.Vectors;
import org.saddlebag.format.WrapAlgorithm;

/** Wrapped data keys that others made, and what is wrong with wrapped data keys. */
class WrapVectorsTest {

  static List<Named<JsonNode>> good() {
    return Vectors.in("wrap/good");
  }

  static List<Named<JsonNode>> bad() {
    return Vectors.in("wrap/bad");
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_wrap_opens(JsonNode vector) {
    assertThat(HexFormat.of().formatHex(unwrap(vector).plaintext().exposeBytes()))
        .isEqualTo(vector.get("expect").get("dataKey").textValue());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_wrap_is_refused(JsonNode vector) {
    Vectors.assertExpected(catchThrowable(() -> unwrap(vector)), vector);
  }

  private static UnwrappedDataKey unwrap(JsonNode vector) {
    WrapAlgorithm wrap = Vectors.wrap(vector.get("wrap"));
    String masterKey = vector.get("masterKey").textValue();
    byte[] wrapped = HexFormat.of().parseHex(vector.get("encryptedDataKey").textValue());
    MasterKey key = wrap == WrapAlgorithm.AES_GCM ? aes(masterKey) : rsa(masterKey);
    return key.unwrap(
        new EncryptedDataKey(wrap, ByteString.copyOf(wrapped), Map.of()),
        Vectors.suite(vector.get("suite")),
        Map.of());
  }

  private static MasterKey aes(String hex) {
    return new AesMasterKey(
        TestKeys.label("vector", 1), new SecretKeySpec(HexFormat.of().parseHex(hex), "AES"));
  }

  private static MasterKey rsa(String base64) {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey)
              rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
      RSAPublicKeySpec half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return RsaMasterKey.pair(
          TestKeys.label("vector", 1), (RSAPublicKey) rsa.generatePublic(half), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
