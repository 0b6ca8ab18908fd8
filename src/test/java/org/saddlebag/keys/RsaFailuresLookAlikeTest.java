package org.saddlebag.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.saddlebag.keys.TestKeys.RSA;
import static org.saddlebag.keys.TestKeys.label;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

class RsaFailuresLookAlikeTest {

  private static final String ALL_SAY =
      "wrap-refused: the object's data key does not open with master key 'partner' version 1 ["
          + KeyError.WRAP_REFUSED.fix()
          + "]";

  private final RsaMasterKey key = TestKeys.rsa(label("partner", 1), RSA);

  @TestFactory
  Stream<DynamicTest> each_kind_of_failure_has_the_same_face() throws GeneralSecurityException {
    return wrongs().entrySet().stream()
        .map(
            wrong ->
                DynamicTest.dynamicTest(
                    wrong.getKey(), () -> assertUniform(unwrapFailure(wrong.getValue()))));
  }

  @Test
  void a_right_pseudo_data_key_opens_so_that_the_failures_mean_something()
      throws GeneralSecurityException {
    byte[] wrapped = oaep(RSA.getPublic(), "SHA-1", pseudo(32, 32, "115"));

    assertThat(key.unwrap(edk(wrapped), TestKeys.V3, Map.of()).plaintext().exposeBytes())
        .isEqualTo(new byte[32]);
  }

  private static Map<String, byte[]> wrongs() throws GeneralSecurityException {
    PublicKey ours = RSA.getPublic();
    Map<String, byte[]> wrongs = new LinkedHashMap<>();
    wrongs.put("padding of zeros", new byte[256]);
    wrongs.put("a number above the modulus", filled(256, 0xff));
    wrongs.put("too short", new byte[255]);
    wrongs.put("too long", new byte[257]);
    wrongs.put("empty", new byte[0]);
    wrongs.put("another key", oaep(TestKeys.rsa(2048).getPublic(), "SHA-1", pseudo(32, 32, "115")));
    wrongs.put(
        "a longer key", oaep(TestKeys.rsa(3072).getPublic(), "SHA-1", pseudo(32, 32, "115")));
    wrongs.put("another digest", oaep(ours, "SHA-256", pseudo(32, 32, "115")));
    wrongs.put("PKCS 1 version 1.5", pkcs1(pseudo(32, 32, "115")));
    wrongs.put("the other suite", oaep(ours, "SHA-1", pseudo(32, 32, "AES/GCM/NoPadding")));
    wrongs.put("a bare data key", oaep(ours, "SHA-1", new byte[32]));
    wrongs.put("nothing inside", oaep(ours, "SHA-1", new byte[0]));
    wrongs.put("one byte behind the suite", oaep(ours, "SHA-1", pseudo(32, 32, "115 ")));
    wrongs.put("a zero byte behind the suite", oaep(ours, "SHA-1", pseudo(32, 32, "115\0")));
    wrongs.put("a suite cut short", oaep(ours, "SHA-1", pseudo(32, 32, "11")));
    wrongs.put("a 16-byte data key", oaep(ours, "SHA-1", pseudo(16, 16, "115")));
    wrongs.put("a length byte that lies", oaep(ours, "SHA-1", pseudo(31, 32, "115")));
    wrongs.put("a negative length byte", oaep(ours, "SHA-1", pseudo(0xe0, 32, "115")));
    return wrongs;
  }

  private KeyUnavailable unwrapFailure(byte[] wrapped) {
    return (KeyUnavailable) catchThrowable(() -> key.unwrap(edk(wrapped), TestKeys.V3, Map.of()));
  }

  private static void assertUniform(KeyUnavailable failure) {
    assertThat(failure).isExactlyInstanceOf(KeyUnavailable.class).hasMessage(ALL_SAY).hasNoCause();
    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(failure.code()).isEqualTo(KeyError.WRAP_REFUSED);
    assertThat(failure.retryable()).isFalse();
    assertThat(
            Arrays.stream(failure.getStackTrace()).limit(2).map(StackTraceElement::getMethodName))
        .containsExactly("wrapRefused", "unwrap");
  }

  private static EncryptedDataKey edk(byte[] wrapped) {
    return new EncryptedDataKey(WrapAlgorithm.RSA_OAEP_SHA1, ByteString.copyOf(wrapped), Map.of());
  }

  private static byte[] pseudo(int lengthByte, int keyLength, String suite) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(lengthByte);
    bytes.writeBytes(new byte[keyLength]);
    bytes.writeBytes(suite.getBytes(US_ASCII));
    return bytes.toByteArray();
  }

  private static byte[] oaep(PublicKey key, String digest, byte[] content)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        key,
        new OAEPParameterSpec(digest, "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT));
    return cipher.doFinal(content);
  }

  private static byte[] pkcs1(byte[] content) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, RSA.getPublic());
    return cipher.doFinal(content);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
