package org.saddlebag.s3;

import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.saddlebag.aws.Aspect;
import org.saddlebag.aws.Right;
import org.saddlebag.aws.ServiceAnswer;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.posture.BucketPosture;
import org.saddlebag.s3.posture.OwnRights;
import org.saddlebag.s3.posture.PostureReader;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at buckets over the SDK's client. */
public final class AwsPostures implements PostureReader {

  /** S3's codes for what nobody has set. Source: Amazon S3 API Reference, "Error responses". */
  private static final Set<String> NOT_SET =
      Set.of(
          "NoSuchBucketPolicy",
          "NoSuchPublicAccessBlockConfiguration",
          "ServerSideEncryptionConfigurationNotFoundError",
          "OwnershipControlsNotFoundError",
          "NoSuchLifecycleConfiguration",
          "ObjectLockConfigurationNotFoundError");

  /** With these every other question would fail alike. */
  private static final Set<StoreError> NOTHING_CAN_BE_SEEN =
      Set.of(
          StoreError.NO_SUCH_BUCKET,
          StoreError.BAD_CREDENTIALS,
          StoreError.NO_CREDENTIALS,
          StoreError.CLOCK_SKEWED,
          StoreError.WRONG_REGION,
          StoreError.HOST_UNKNOWN,
          StoreError.UNREACHABLE,
          StoreError.TLS_NOT_TRUSTED,
          StoreError.TLS_CERTIFICATE_EXPIRED,
          StoreError.TLS_OTHER_HOST,
          StoreError.TLS_TOO_OLD,
          StoreError.TLS_FAILED,
          StoreError.CLIENT_CERTIFICATE_REFUSED,
          StoreError.INTERRUPTED);

  /** What stores answer to a question that they do not know. */
  private static final Set<Integer> UNKNOWN_QUESTION = Set.of(400, 405, 501);

  private final S3Client s3;
  private final StoreProfile profile;

  /**
   * Looks in a capacity.
   *
   * @param s3 the client; stays the caller's to close
   * @param profile what the store is
   * @param access whose bucket it must be and who pays; that it is write-only does not count here,
   *     as whoever asks wants a look
   */
  public AwsPostures(S3Client s3, StoreProfile profile, StoreAccess access) {
    this.profile = profile;
    this.s3 =
        new AccessClient(
            s3, new StoreAccess(access.expectedOwner(), access.requesterPays(), false));
  }

  @Override
  public BucketPosture posture(String bucket) {
    return new BucketPosture(
        bucket,
        ask(bucket, "s3:GetBucketPolicy", s -> s.getBucketPolicy(b -> b.bucket(bucket)).policy()),
        ask(
            bucket,
            "s3:GetBucketPolicyStatus",
            s -> PostureForms.isPublic(s.getBucketPolicyStatus(b -> b.bucket(bucket)))),
        ask(
            bucket,
            "s3:GetBucketPublicAccessBlock",
            s -> PostureForms.publicAccess(s.getPublicAccessBlock(b -> b.bucket(bucket)))),
        ask(
            bucket,
            "s3:GetEncryptionConfiguration",
            s -> PostureForms.encryption(s.getBucketEncryption(b -> b.bucket(bucket)))),
        ask(
            bucket,
            "s3:GetBucketVersioning",
            s -> PostureForms.versioning(s.getBucketVersioning(b -> b.bucket(bucket)))),
        ask(
            bucket,
            "s3:GetBucketObjectLockConfiguration",
            s -> PostureForms.lock(s.getObjectLockConfiguration(b -> b.bucket(bucket)))),
        ask(
            bucket,
            "s3:GetBucketOwnershipControls",
            s -> PostureForms.ownership(s.getBucketOwnershipControls(b -> b.bucket(bucket)))),
        ask(
            bucket,
            "s3:GetBucketAcl",
            s -> PostureForms.acl(s.getBucketAcl(b -> b.bucket(bucket)))),
        ask(
            bucket,
            "s3:GetBucketLogging",
            s -> PostureForms.logging(s.getBucketLogging(b -> b.bucket(bucket)))),
        ask(
            bucket,
            "s3:GetLifecycleConfiguration",
            s -> PostureForms.lifecycle(s.getBucketLifecycleConfiguration(b -> b.bucket(bucket)))));
  }

  /**
   * One question. An answer without what was asked for means at AWS that it is not set; other
   * stores answer questions that they do not know with a listing of the bucket.
   */
  private <T> Aspect<T> ask(String bucket, String permission, Function<S3Client, T> question) {
    try {
      T answer = question.apply(s3);
      if (answer != null) {
        return new Aspect.Seen<>(answer);
      }
      return profile == StoreProfile.AWS
          ? new Aspect.NotSet<>()
          : new Aspect.NotOffered<>("the store's answer says nothing of it");
    } catch (SdkException e) {
      return unseen(bucket, permission, e);
    }
  }

  private static <T> Aspect<T> unseen(String bucket, String permission, SdkException e) {
    if (e instanceof AwsServiceException service) {
      if (NOT_SET.contains(ServiceAnswer.of(service).code())) {
        return new Aspect.NotSet<>();
      }
      if (UNKNOWN_QUESTION.contains(service.statusCode())) {
        return new Aspect.NotOffered<>("the store " + ServiceAnswer.of(service).words());
      }
    }
    SaddlebagException failure = StoreTroubles.translate(StoreAct.CONFIGURATION, bucket, e);
    if (NOTHING_CAN_BE_SEEN.contains((StoreError) failure.code())) {
      throw failure;
    }
    return failure.code() == StoreError.ACCESS_DENIED
        ? new Aspect.Denied<>(permission)
        : new Aspect.Failed<>(failure.what());
  }

  @Override
  public OwnRights rights(String bucket, String prefix) {
    String key = prefix + "saddlebag-check-" + UUID.randomUUID();
    Right list = list(bucket, key);
    return new OwnRights(read(bucket, key, list), list);
  }

  private Right list(String bucket, String prefix) {
    try {
      s3.listObjectsV2(ask -> ask.bucket(bucket).prefix(prefix).maxKeys(1));
      return Right.ALLOWED;
    } catch (SdkException e) {
      return refused(StoreAct.LIST, bucket, e);
    }
  }

  /**
   * That an object is missing is told only to those who may get it, and list. Who may get it and
   * not list is refused too; AWS then names the right that lacks. Source: Amazon S3 API Reference,
   * "GetObject", Permissions; User Guide, "Troubleshoot access denied (403 Forbidden) errors".
   */
  private Right read(String bucket, String key, Right list) {
    try {
      s3.getObject(ask -> ask.bucket(bucket).key(key).range("bytes=0-0")).abort();
      return Right.ALLOWED;
    } catch (S3Exception e) {
      StoreError code = StoreTroubles.code(StoreAct.GET, e);
      if (code == StoreError.NO_SUCH_OBJECT) {
        return Right.ALLOWED;
      }
      Right right = refused(StoreAct.GET, bucket, e);
      if (right != Right.REFUSED || list == Right.ALLOWED) {
        return right;
      }
      String words = ServiceAnswer.of(e).words();
      if (words.contains("s3:ListBucket")) {
        return Right.ALLOWED;
      }
      return words.contains("s3:GetObject") ? Right.REFUSED : Right.UNKNOWN;
    } catch (SdkException e) {
      return refused(StoreAct.GET, bucket, e);
    }
  }

  private static Right refused(StoreAct act, String bucket, SdkException e) {
    SaddlebagException failure = StoreTroubles.translate(act, bucket, e);
    if (NOTHING_CAN_BE_SEEN.contains((StoreError) failure.code())) {
      throw failure;
    }
    return failure.code() == StoreError.ACCESS_DENIED ? Right.REFUSED : Right.UNKNOWN;
  }
}
