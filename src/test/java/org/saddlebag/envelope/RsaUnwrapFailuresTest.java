package org.saddlebag.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.content.DataKey;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.UnwrappedDataKey;

/**
 * Whatever is wrong below RSA, padding or content, the caller sees one and the same failure, so
 * that nobody can use a host as an oracle.
 */
class RsaUnwrapFailuresTest {

  private static final OAEPParameterSpec OAEP_SHA1 =
      new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);

  private final RawKeys keys = RawKeys.generate();
  private final Keyring keyring = new Keyring(keys.masterKeys(false));

  @ParameterizedTest
  @EnumSource
  void aRightWrapOpens(AlgorithmSuite suite) throws Exception {
    byte[] wrapped = oaep(pseudoKey(32, 32, suite.metadataValue()));
    byte[] expected = new byte[32];
    Arrays.fill(expected, (byte) 9);

    UnwrappedDataKey key = keyring.unwrap(edk(wrapped), suite, Map.of());
    try (DataKey dataKey = key.plaintext()) {
      assertThat(dataKey.exposeBytes()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyWrongWrapFailsAlike(AlgorithmSuite suite) throws Exception {
    Map<String, byte[]> wrongs = wrongContents(suite);
    wrongs.putAll(wrongPaddings(suite));
    SaddlebagException first = null;
    for (Map.Entry<String, byte[]> wrong : wrongs.entrySet()) {
      SaddlebagException failure = failure(wrong.getKey(), wrong.getValue(), suite);
      first = first == null ? failure : first;
      assertThat(failure).as(wrong.getKey()).isExactlyInstanceOf(KeyUnavailable.class);
      assertThat(visible(failure)).as(wrong.getKey()).isEqualTo(visible(first));
    }
  }

  /** Well padded, but not what a writer puts in. */
  private Map<String, byte[]> wrongContents(AlgorithmSuite suite) throws GeneralSecurityException {
    String tail = suite.metadataValue();
    Map<String, byte[]> wrongs = new LinkedHashMap<>();
    for (AlgorithmSuite other : AlgorithmSuite.values()) {
      if (other != suite) {
        wrongs.put("another suite", oaep(pseudoKey(32, 32, other.metadataValue())));
      }
    }
    wrongs.put("no suite", oaep(pseudoKey(32, 32, "")));
    wrongs.put("bytes behind the suite", oaep(pseudoKey(32, 32, tail + "5")));
    wrongs.put("a byte missing from the suite", oaep(pseudoKey(32, 32, tail.substring(1))));
    wrongs.put("a key of 16 bytes", oaep(pseudoKey(16, 16, tail)));
    wrongs.put("a key of 24 bytes", oaep(pseudoKey(24, 24, tail)));
    wrongs.put("a length of 16 before 32 bytes", oaep(pseudoKey(16, 32, tail)));
    wrongs.put("a length of 0", oaep(pseudoKey(0, 32, tail)));
    wrongs.put("a length of 255", oaep(pseudoKey(255, 32, tail)));
    wrongs.put("nothing", oaep(new byte[0]));
    wrongs.put("one byte", oaep(new byte[] {32}));
    wrongs.put("the bare data key", oaep(new byte[32]));
    wrongs.put("as much as there is room for", oaep(new byte[256 - 42]));
    return wrongs;
  }

  /** Not what OAEP with SHA-1 under this key can be. */
  private Map<String, byte[]> wrongPaddings(AlgorithmSuite suite) throws GeneralSecurityException {
    byte[] content = pseudoKey(32, 32, suite.metadataValue());
    byte[] right = oaep(content);
    KeyPair stranger = RawKeys.generate().rsa();
    Map<String, byte[]> wrongs = new LinkedHashMap<>();
    wrongs.put("under another key", encrypt(stranger.getPublic(), OAEP_SHA1, content));
    wrongs.put("OAEP with SHA-256", encrypt(keys.rsa().getPublic(), sha256(), content));
    wrongs.put("OAEP with a label", encrypt(keys.rsa().getPublic(), label(), content));
    wrongs.put("PKCS#1 v1.5", pkcs1(content));
    wrongs.put("zeros", new byte[256]);
    wrongs.put("one", BigInteger.ONE.add(BigInteger.ONE.shiftLeft(2047)).toByteArray());
    wrongs.put("the modulus", unsigned(modulus()));
    wrongs.put("more than the modulus", filled(256));
    wrongs.put("a byte too few", Arrays.copyOf(right, 255));
    wrongs.put("a byte too many", Arrays.copyOf(right, 257));
    wrongs.put("a zero too many", unsigned(new BigInteger(1, right), 257));
    wrongs.put("one byte", new byte[1]);
    wrongs.put("a great many bytes", filled(5000));
    wrongs.put("the modulus added", equivalent(content));
    for (int i = 0; i < right.length; i += 5) {
      byte[] changed = right.clone();
      changed[i] ^= 1;
      wrongs.put("byte " + i + " changed", changed);
    }
    return wrongs;
  }

  private SaddlebagException failure(String how, byte[] wrapped, AlgorithmSuite suite) {
    SaddlebagException thrown =
        catchThrowableOfType(
            SaddlebagException.class, () -> keyring.unwrap(edk(wrapped), suite, Map.of()));
    assertThat(thrown).as(how).isNotNull();
    return thrown;
  }

  /** All that a caller, a log or a receipt could tell of a failure. */
  private static List<Object> visible(SaddlebagException failure) {
    List<Object> all = new ArrayList<>();
    all.add(failure.code());
    all.add(failure.getMessage());
    all.add(String.valueOf(failure.getCause()));
    all.addAll(List.of(failure.getSuppressed()));
    all.addAll(List.of(failure.getStackTrace()).subList(0, 4));
    return all;
  }

  private static EncryptedDataKey edk(byte[] wrapped) {
    return new EncryptedDataKey(
        WrapAlgorithm.RSA_OAEP_SHA1,
        ByteString.copyOf(wrapped),
        Map.of("saddlebag-key", "rsa", "version", "1"));
  }

  private static byte[] pseudoKey(int statedBytes, int keyBytes, String suite) {
    byte[] key = new byte[keyBytes];
    Arrays.fill(key, (byte) 9);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(statedBytes);
    bytes.writeBytes(key);
    bytes.writeBytes(suite.getBytes(US_ASCII));
    return bytes.toByteArray();
  }

  private byte[] oaep(byte[] content) throws GeneralSecurityException {
    return encrypt(keys.rsa().getPublic(), OAEP_SHA1, content);
  }

  private static byte[] encrypt(PublicKey key, OAEPParameterSpec padding, byte[] content)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key, padding);
    return cipher.doFinal(content);
  }

  private byte[] pkcs1(byte[] content) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, keys.rsa().getPublic());
    return cipher.doFinal(content);
  }

  private static OAEPParameterSpec sha256() {
    return new OAEPParameterSpec(
        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
  }

  private static OAEPParameterSpec label() {
    return new OAEPParameterSpec(
        "SHA-1", "MGF1", MGF1ParameterSpec.SHA1, new PSource.PSpecified(new byte[] {1}));
  }

  private BigInteger modulus() {
    return ((RSAPublicKey) keys.rsa().getPublic()).getModulus();
  }

  /** A right wrap plus the modulus: the same number to RSA, other bytes to everybody else. */
  private byte[] equivalent(byte[] content) throws GeneralSecurityException {
    for (int tries = 0; tries < 10_000; tries++) {
      BigInteger sum = new BigInteger(1, oaep(content)).add(modulus());
      if (sum.bitLength() <= 2048) {
        return unsigned(sum, 256);
      }
    }
    throw new AssertionError("a modulus close to 2^2048 leaves no room; run again");
  }

  private static byte[] unsigned(BigInteger number) {
    return unsigned(number, 256);
  }

  private static byte[] unsigned(BigInteger number, int lengthBytes) {
    byte[] signed = number.toByteArray();
    byte[] bytes = new byte[lengthBytes];
    int count = Math.min(signed.length, lengthBytes);
    System.arraycopy(signed, signed.length - count, bytes, lengthBytes - count, count);
    return bytes;
  }

  private static byte[] filled(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    new SecureRandom().nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    bytes[1] = (byte) 0xff;
    return bytes;
  }
}
