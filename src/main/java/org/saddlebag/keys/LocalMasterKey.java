package org.saddlebag.keys;

import java.security.SecureRandom;
import java.util.Map;
import org.saddlebag.content.DataKey;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;

/** What AES and RSA master keys have in common: a label, and data keys made on this machine. */
abstract sealed class LocalMasterKey implements MasterKey permits AesMasterKey, RsaMasterKey {

  private final SecureRandom random = new SecureRandom();
  private final KeyLabel label;
  private final WrapAlgorithm algorithm;

  LocalMasterKey(KeyLabel label, WrapAlgorithm algorithm) {
    this.label = label;
    this.algorithm = algorithm;
  }

  @Override
  public final String name() {
    return label.name();
  }

  @Override
  public final GeneratedDataKey generate(AlgorithmSuite suite, Map<String, String> context) {
    refuseContext(context);
    DataKey key = DataKey.takeOwnershipOf(randomBytes(DataKey.LENGTH_BYTES));
    try {
      ByteString wrapped = ByteString.copyOf(wrap(key, suite));
      return new GeneratedDataKey(
          key, new EncryptedDataKey(algorithm, wrapped, label.description()), use());
    } catch (RuntimeException e) {
      key.destroy();
      throw e;
    }
  }

  @Override
  public Match match(EncryptedDataKey key) {
    return key.wrapAlgorithm() == algorithm ? label.match(key.description()) : Match.NONE;
  }

  @Override
  public final UnwrappedDataKey unwrap(
      EncryptedDataKey key, AlgorithmSuite suite, Map<String, String> context) {
    refuseContext(context);
    if (key.wrapAlgorithm() != algorithm) {
      throw wrapRefused();
    }
    return new UnwrappedDataKey(unwrap(key.ciphertext().toByteArray(), suite), use());
  }

  /** Wraps the key; the suite's metadata value is bound into the result. */
  abstract byte[] wrap(DataKey key, AlgorithmSuite suite);

  /** Unwraps the key. */
  abstract DataKey unwrap(byte[] wrapped, AlgorithmSuite suite);

  /** One failure for every reason why wrapped bytes do not open, so that none can be told apart. */
  final KeyUnavailable wrapRefused() {
    return new KeyUnavailable(
        KeyError.WRAP_REFUSED,
        "the object's data key does not open with master key '%s' version %d"
            .formatted(label.name(), label.version()));
  }

  final byte[] randomBytes(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    random.nextBytes(bytes);
    return bytes;
  }

  private KeyUse use() {
    return new KeyUse(label.name(), Integer.toString(label.version()), null);
  }

  private void refuseContext(Map<String, String> context) {
    if (!context.isEmpty()) {
      throw new Refused(
          KeyError.CONTEXT_WITHOUT_KMS,
          "master key '%s' is not in KMS and cannot bind the encryption context %s"
              .formatted(label.name(), context.keySet()));
    }
  }
}
