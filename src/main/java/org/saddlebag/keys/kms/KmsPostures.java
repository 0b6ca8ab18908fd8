package org.saddlebag.keys.kms;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.saddlebag.aws.Aspect;
import org.saddlebag.aws.Right;
import org.saddlebag.errors.KeyUnavailable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DryRunModifierType;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Looks at KMS keys, and at what we may do with them; uses none and changes nothing. */
public final class KmsPostures {

  /** "GetKeyRotationStatus": where KMS names no period, it is a year. */
  private static final int DEFAULT_PERIOD_DAYS = 365;

  private static final Set<String> NOT_OFFERED =
      Set.of("UnsupportedOperationException", "UnknownOperationException");

  private final KmsClient kms;

  /**
   * Looks.
   *
   * @param kms a client for the keys' Region; stays the caller's to close
   */
  public KmsPostures(KmsClient kms) {
    this.kms = kms;
  }

  /**
   * Asks for a key.
   *
   * @param keyId id, alias or ARN
   * @return what could be seen; not set where there is no such key
   */
  public Aspect<KmsPosture> of(String keyId) {
    Aspect<KeyMetadata> described =
        ask(keyId, KmsAct.DESCRIBE, () -> kms.describeKey(key -> key.keyId(keyId)).keyMetadata());
    return described.map(this::posture);
  }

  private KmsPosture posture(KeyMetadata key) {
    return new KmsPosture(
        key.arn(),
        key.keyStateAsString(),
        key.keyManagerAsString(),
        key.keySpecAsString(),
        key.keyUsageAsString(),
        key.originAsString(),
        Boolean.TRUE.equals(key.multiRegion()),
        key.deletionDate(),
        ask(
            key.arn(),
            KmsAct.ROTATION,
            () -> rotationDays(kms.getKeyRotationStatus(ask -> ask.keyId(key.arn())))),
        ask(
            key.arn(),
            KmsAct.POLICY,
            () -> kms.getKeyPolicy(ask -> ask.keyId(key.arn()).policyName("default")).policy()));
  }

  private static int rotationDays(GetKeyRotationStatusResponse answer) {
    return Boolean.TRUE.equals(answer.keyRotationEnabled())
        ? Objects.requireNonNullElse(answer.rotationPeriodInDays(), DEFAULT_PERIOD_DAYS)
        : 0;
  }

  private static <T> Aspect<T> ask(String key, KmsAct act, Supplier<T> question) {
    try {
      return new Aspect.Seen<>(question.get());
    } catch (SdkException e) {
      if (e instanceof KmsException answer && NOT_OFFERED.contains(code(answer))) {
        return new Aspect.NotOffered<>("KMS has no such thing for this key");
      }
      KeyUnavailable failure = KmsTroubles.translate(act, "KMS key " + key, e);
      if (failure.code() == KmsError.KMS_KEY_NOT_FOUND) {
        return new Aspect.NotSet<>();
      }
      return failure.code() == KmsError.KMS_DENIED
          ? new Aspect.Denied<>(act.permission())
          : new Aspect.Failed<>(failure.what());
    }
  }

  private static String code(KmsException answer) {
    return answer.awsErrorDetails() == null
        ? ""
        : String.valueOf(answer.awsErrorDetails().errorCode());
  }

  /**
   * Whether we may unwrap with a key. Only the permission is looked at: KMS is told to do nothing
   * and to look at no ciphertext. Source: AWS KMS API Reference, "Decrypt", DryRun and
   * DryRunModifiers.
   *
   * @param keyId id, alias or ARN
   * @param context the encryption context that policies may ask for
   * @return unknown where the answer does not say
   */
  public Right mayDecrypt(String keyId, Map<String, String> context) {
    try {
      kms.decrypt(
          ask ->
              ask.keyId(keyId)
                  .encryptionContext(context)
                  .dryRun(true)
                  .dryRunModifiers(DryRunModifierType.IGNORE_CIPHERTEXT));
      return Right.UNKNOWN;
    } catch (DryRunOperationException e) {
      return Right.ALLOWED;
    } catch (SdkException e) {
      boolean denied =
          KmsTroubles.translate(KmsAct.DECRYPT, "KMS key " + keyId, e).code()
              == KmsError.KMS_DENIED;
      return denied ? Right.REFUSED : Right.UNKNOWN;
    }
  }
}
