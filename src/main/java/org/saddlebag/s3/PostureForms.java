package org.saddlebag.s3;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.saddlebag.s3.posture.AccessList;
import org.saddlebag.s3.posture.AccessLog;
import org.saddlebag.s3.posture.BucketLock;
import org.saddlebag.s3.posture.DefaultEncryption;
import org.saddlebag.s3.posture.Lifecycle;
import org.saddlebag.s3.posture.PublicAccessBlock;
import org.saddlebag.s3.posture.VersionKeeping;
import software.amazon.awssdk.services.s3.model.BlockedEncryptionTypes;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** S3's answers about a bucket in the port's words; null where the answer says nothing of it. */
final class PostureForms {

  private PostureForms() {}

  static Boolean isPublic(GetBucketPolicyStatusResponse answer) {
    return answer.policyStatus() == null ? null : answer.policyStatus().isPublic();
  }

  static PublicAccessBlock publicAccess(GetPublicAccessBlockResponse answer) {
    PublicAccessBlockConfiguration all = answer.publicAccessBlockConfiguration();
    return all == null
        ? null
        : new PublicAccessBlock(
            is(all.blockPublicAcls()),
            is(all.ignorePublicAcls()),
            is(all.blockPublicPolicy()),
            is(all.restrictPublicBuckets()));
  }

  private static boolean is(Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  private static int number(Integer value) {
    return Objects.requireNonNullElse(value, 0);
  }

  /** A bucket has one rule. */
  static DefaultEncryption encryption(GetBucketEncryptionResponse answer) {
    if (answer.serverSideEncryptionConfiguration() == null
        || answer.serverSideEncryptionConfiguration().rules().isEmpty()) {
      return null;
    }
    ServerSideEncryptionRule rule = answer.serverSideEncryptionConfiguration().rules().get(0);
    ServerSideEncryptionByDefault standard = rule.applyServerSideEncryptionByDefault();
    return new DefaultEncryption(
        standard == null ? null : standard.sseAlgorithmAsString(),
        standard == null ? null : standard.kmsMasterKeyID(),
        is(rule.bucketKeyEnabled()),
        blocked(rule.blockedEncryptionTypes()));
  }

  private static Set<String> blocked(BlockedEncryptionTypes types) {
    return types == null
        ? Set.of()
        : types.encryptionTypeAsStrings().stream()
            .filter(type -> !type.equals("NONE"))
            .collect(Collectors.toSet());
  }

  static VersionKeeping versioning(GetBucketVersioningResponse answer) {
    return new VersionKeeping(
        answer.status() == BucketVersioningStatus.ENABLED,
        answer.status() == BucketVersioningStatus.SUSPENDED,
        answer.mfaDelete() == MFADeleteStatus.ENABLED);
  }

  static BucketLock lock(GetObjectLockConfigurationResponse answer) {
    var lock = answer.objectLockConfiguration();
    if (lock == null || lock.objectLockEnabled() != ObjectLockEnabled.ENABLED) {
      return null;
    }
    DefaultRetention retention = lock.rule() == null ? null : lock.rule().defaultRetention();
    return retention == null
        ? new BucketLock(null, 0, 0)
        : new BucketLock(
            retention.modeAsString(), number(retention.days()), number(retention.years()));
  }

  static String ownership(GetBucketOwnershipControlsResponse answer) {
    return answer.ownershipControls() == null || answer.ownershipControls().rules().isEmpty()
        ? null
        : answer.ownershipControls().rules().get(0).objectOwnershipAsString();
  }

  static AccessList acl(GetBucketAclResponse answer) {
    return answer.owner() == null
        ? null
        : new AccessList(
            answer.owner().id(), answer.grants().stream().map(PostureForms::grant).toList());
  }

  private static AccessList.Grant grant(Grant grant) {
    String uri = grant.grantee() == null ? null : grant.grantee().uri();
    String id = grant.grantee() == null ? null : grant.grantee().id();
    return new AccessList.Grant(
        uri != null ? uri : String.valueOf(id), String.valueOf(grant.permissionAsString()));
  }

  static AccessLog logging(GetBucketLoggingResponse answer) {
    LoggingEnabled enabled = answer.loggingEnabled();
    return enabled == null || enabled.targetBucket() == null
        ? null
        : new AccessLog(
            enabled.targetBucket(), Objects.requireNonNullElse(enabled.targetPrefix(), ""));
  }

  static Lifecycle lifecycle(GetBucketLifecycleConfigurationResponse answer) {
    List<Lifecycle.Rule> rules = answer.rules().stream().map(PostureForms::rule).toList();
    return rules.isEmpty() ? null : new Lifecycle(rules);
  }

  @SuppressWarnings("deprecation") // the prefix beside the filter is what older rules have
  private static Lifecycle.Rule rule(LifecycleRule rule) {
    String old = Objects.requireNonNullElse(rule.prefix(), "");
    var filter = rule.filter();
    String filtered = filter == null ? null : filter.prefix();
    boolean more =
        filter != null
            && (filter.and() != null
                || filter.tag() != null
                || filter.objectSizeGreaterThan() != null
                || filter.objectSizeLessThan() != null);
    String prefix = Objects.requireNonNullElse(filtered, old);
    var abort = rule.abortIncompleteMultipartUpload();
    return new Lifecycle.Rule(
        rule.status() == ExpirationStatus.ENABLED,
        prefix.isEmpty() && !more,
        more ? null : prefix,
        abort == null ? 0 : number(abort.daysAfterInitiation()),
        rule.noncurrentVersionExpiration() != null);
  }
}
