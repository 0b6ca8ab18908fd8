package org.saddlebag.keys.kms;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.saddlebag.content.DataKey;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ByteString;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.WrapAlgorithm;
import org.saddlebag.keys.GeneratedDataKey;
import org.saddlebag.keys.KeyError;
import org.saddlebag.keys.KeyLabel;
import org.saddlebag.keys.KeyUse;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.keys.UnwrappedDataKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * A key in AWS KMS. The data key is made by KMS under an encryption context, which is stored with
 * the object word for word.
 *
 * <p>Failures: {@code KeyUnavailable} with a {@link KmsError} or, where the wrapped bytes or their
 * context do not fit, a {@link KeyError}; {@code Damaged} if the stored context names another suite
 * than the object; {@code Refused} for a reserved context entry, and if discovery should seal.
 *
 * <p>Source: S3 Encryption Client specification, KMS keyring.
 */
public final class KmsMasterKey implements MasterKey {

  private final String name;
  private final KmsTarget target;
  private final Map<String, String> ownContext;
  private final KmsClient kms;

  /**
   * A master key; nothing is sent yet.
   *
   * @param name the name that the configuration gives the key
   * @param target which KMS key
   * @param context the encryption context of all objects under this key; may be empty
   * @param kms a client for the key's Region; stays the caller's to close
   * @throws Refused if the context has a reserved entry
   */
  public KmsMasterKey(String name, KmsTarget target, Map<String, String> context, KmsClient kms) {
    this.name = KeyLabel.requireName(name);
    this.target = target;
    this.ownContext = EncryptionContext.checked(context);
    this.kms = kms;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public GeneratedDataKey generate(AlgorithmSuite suite, Map<String, String> context) {
    if (!(target instanceof KmsTarget.Key key)) {
      throw new Refused(
          KmsError.KMS_DISCOVERY_SEALS_NOT, "master key '%s' is a discovery".formatted(name));
    }
    Map<String, String> sent =
        EncryptionContext.withSuite(EncryptionContext.joined(ownContext, context), suite);
    GenerateDataKeyRequest request =
        GenerateDataKeyRequest.builder()
            .keyId(key.keyId())
            .keySpec(DataKeySpec.AES_256)
            .encryptionContext(sent)
            .build();
    GenerateDataKeyResponse made = call(KmsAct.GENERATE, () -> kms.generateDataKey(request));
    DataKey plaintext = take(made.plaintext());
    if (made.ciphertextBlob() == null) {
      plaintext.destroy();
      throw unusableAnswer("no wrapped data key");
    }
    ByteString wrapped = ByteString.copyOf(made.ciphertextBlob().asByteArrayUnsafe());
    return new GeneratedDataKey(
        plaintext,
        new EncryptedDataKey(WrapAlgorithm.KMS_CONTEXT, wrapped, sent),
        new KeyUse(name, made.keyId(), made.responseMetadata().requestId()));
  }

  /** Named are all objects whose context holds the key's own; the rest is for unwrap to compare. */
  @Override
  public Match match(EncryptedDataKey key) {
    boolean named =
        key.wrapAlgorithm() == WrapAlgorithm.KMS_CONTEXT
            && EncryptionContext.withoutReserved(key.description())
                .entrySet()
                .containsAll(ownContext.entrySet());
    return named ? Match.NAMED : Match.NONE;
  }

  @Override
  public UnwrappedDataKey unwrap(
      EncryptedDataKey key, AlgorithmSuite suite, Map<String, String> context) {
    requireContext(key.description(), EncryptionContext.joined(ownContext, context));
    EncryptionContext.requireSuite(key.description(), suite);
    DecryptRequest.Builder request =
        DecryptRequest.builder()
            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(key.ciphertext().toByteArray()))
            .encryptionContext(key.description());
    if (target instanceof KmsTarget.Key one) {
      request.keyId(one.keyId());
    }
    DecryptResponse answer = call(KmsAct.DECRYPT, () -> kms.decrypt(request.build()));
    DataKey plaintext = take(answer.plaintext());
    try {
      if (target instanceof KmsTarget.Discovery discovery) {
        discovery.requireAllowed(answer.keyId());
      }
      return new UnwrappedDataKey(
          plaintext, new KeyUse(name, answer.keyId(), answer.responseMetadata().requestId()));
    } catch (KeyUnavailable e) {
      plaintext.destroy();
      throw e;
    }
  }

  /** Before KMS is asked: nobody shall open one object with the context of another. */
  private void requireContext(Map<String, String> stored, Map<String, String> expected) {
    Map<String, String> given = EncryptionContext.withoutReserved(stored);
    if (!given.equals(expected)) {
      throw new KeyUnavailable(
          KeyError.CONTEXT_MISMATCH,
          "master key '%s': the object's encryption context differs from the expected one in %s"
              .formatted(name, EncryptionContext.differences(given, expected)));
    }
  }

  /** Takes the SDK's own array over, so that wiping it wipes the only copy in our reach. */
  private DataKey take(SdkBytes plaintext) {
    byte[] bytes = plaintext == null ? new byte[0] : plaintext.asByteArrayUnsafe();
    if (bytes.length != DataKey.LENGTH_BYTES) {
      Arrays.fill(bytes, (byte) 0);
      throw unusableAnswer("a data key of %d bytes".formatted(bytes.length));
    }
    return DataKey.takeOwnershipOf(bytes);
  }

  private KeyUnavailable unusableAnswer(String what) {
    return new KeyUnavailable(
        KmsError.KMS_ANSWER,
        "%s: KMS answered with %s, must be %d bytes"
            .formatted(words(), what, DataKey.LENGTH_BYTES));
  }

  private <T> T call(KmsAct act, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw KmsTroubles.translate(act, words(), e);
    }
  }

  private String words() {
    return "master key '%s' (KMS %s)".formatted(name, target);
  }
}
