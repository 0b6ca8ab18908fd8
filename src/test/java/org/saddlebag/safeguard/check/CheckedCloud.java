package org.saddlebag.safeguard.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.local.LocalOptions;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.settings.ConfigFolder;
import org.saddlebag.settings.FlowSubject;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import org.saddlebag.testing.LocalClients;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * The embedded S3 and KMS with buckets and keys that are as they should be, and a configuration.
 */
final class CheckedCloud implements AutoCloseable {

  static final String OWNER = "000000000000";

  final LocalCloud cloud;
  final S3Client s3;
  final KmsClient kms;
  final String keyArn;
  private final Path folder;
  private final Identity sender;

  CheckedCloud(Path folder, String... senderMay) {
    this.folder = folder;
    this.sender = new Identity("sender", "AKIASENDER", "sender-secret", Set.of(senderMay));
    LocalOptions options =
        LocalOptions.defaults()
            .withIdentities(Identity.unrestricted("owner", "AKIAOWNER", "owner-secret"), sender);
    this.cloud =
        LocalCloud.start(folder.resolve("cloud"), LocalS3Options.defaults().with(options), 0);
    this.s3 = LocalClients.of(cloud.s3());
    this.kms = LocalClients.kms(cloud);
    this.keyArn = cloud.kms().ensureKey("alias/orders");
    kms.enableKeyRotation(key -> key.keyId(keyArn));
  }

  /** A new bucket in which no check finds a flaw. */
  String soundBucket() {
    String bucket = "b-" + UUID.randomUUID();
    cloud.s3().ensureBucket(bucket);
    policy(bucket, denyPlainHttp(bucket), denyOldTls(bucket));
    encryption(bucket, EncryptionType.SSE_C, true);
    s3.putBucketVersioning(
        v ->
            v.bucket(bucket)
                .mfa("device 123456")
                .versioningConfiguration(
                    c -> c.status(BucketVersioningStatus.ENABLED).mfaDelete(MFADelete.ENABLED)));
    s3.putObjectLockConfiguration(
        l ->
            l.bucket(bucket)
                .objectLockConfiguration(c -> c.objectLockEnabled(ObjectLockEnabled.ENABLED)));
    lifecycle(bucket, 7, true);
    s3.putBucketLogging(
        l ->
            l.bucket(bucket)
                .bucketLoggingStatus(
                    s -> s.loggingEnabled(e -> e.targetBucket("logs").targetPrefix(bucket))));
    return bucket;
  }

  void encryption(String bucket, EncryptionType blocked, boolean bucketKey) {
    encryption(
        bucket,
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(keyArn))
            .bucketKeyEnabled(bucketKey)
            .blockedEncryptionTypes(t -> t.encryptionType(blocked))
            .build());
  }

  void encryption(String bucket, ServerSideEncryptionRule rule) {
    s3.putBucketEncryption(
        e -> e.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rule)));
  }

  void lifecycle(String bucket, int abortDays, boolean removesVersions) {
    LifecycleRule.Builder rule =
        LifecycleRule.builder().id("r").status(ExpirationStatus.ENABLED).filter(f -> f.prefix(""));
    if (abortDays > 0) {
      rule.abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(abortDays));
    }
    if (removesVersions) {
      rule.noncurrentVersionExpiration(n -> n.noncurrentDays(30));
    }
    s3.putBucketLifecycleConfiguration(
        l -> l.bucket(bucket).lifecycleConfiguration(c -> c.rules(rule.build())));
  }

  void policy(String bucket, String... statements) {
    s3.putBucketPolicy(
        p ->
            p.bucket(bucket)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":["
                        + String.join(",", statements)
                        + "]}"));
  }

  static String denyPlainHttp(String bucket) {
    return deny("s3:*", bucket, "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
  }

  static String denyOldTls(String bucket) {
    return deny("s3:*", bucket, "{\"NumericLessThan\":{\"s3:TlsVersion\":\"1.2\"}}");
  }

  static String deny(String action, String bucket, String condition) {
    return statement("Deny", "\"*\"", action, bucket, condition);
  }

  static String statement(
      String effect, String principal, String action, String bucket, String condition) {
    return ("{\"Effect\":\"%s\",\"Principal\":%s,\"Action\":\"%s\","
            + "\"Resource\":[\"arn:aws:s3:::%s\",\"arn:aws:s3:::%s/*\"]%s}")
        .formatted(
            effect,
            principal,
            action,
            bucket,
            bucket,
            condition == null ? "" : ",\"Condition\":" + condition);
  }

  Report ofBucket(String bucket) {
    try (Services services = services(cloud.s3().accessKey(), cloud.s3().secretKey())) {
      return services.inspections().ofBucket(bucket);
    }
  }

  /** Judges a sending flow with full rights; parameters alternately name and value. */
  Report ofFlow(String bucket, String... parameters) {
    return ofFlow(cloud.s3().accessKey(), cloud.s3().secretKey(), bucket, parameters);
  }

  /** The same with the rights of the sender. */
  Report ofSender(String bucket, String... parameters) {
    return ofFlow(sender.accessKey(), sender.secretKey(), bucket, parameters);
  }

  private Report ofFlow(String accessKey, String secretKey, String bucket, String... parameters) {
    Map<String, String> all = new HashMap<>(Map.of("bucket", bucket, "key", "orders"));
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    try (Services services = services(accessKey, secretKey)) {
      return services.inspections().ofFlow(FlowSubject.of(services.settings(), "in", true, all));
    }
  }

  private Services services(String accessKey, String secretKey) {
    String text =
        """
        saddlebag.s3.profile=aws
        camel.component.aws2-s3.uriEndpointOverride=%1$s
        camel.component.aws2-s3.forcePathStyle=true
        camel.component.aws2-s3.region=eu-central-1
        camel.component.aws2-s3.accessKey=%3$s
        camel.component.aws2-s3.secretKey=env:SECRET
        camel.component.aws2-kms.uriEndpointOverride=%2$s
        camel.component.aws2-kms.region=eu-central-1
        camel.component.aws2-kms.accessKey=%3$s
        camel.component.aws2-kms.secretKey=env:SECRET
        saddlebag.keys.orders.uri=kms:alias/orders
        saddlebag.keys.local.uri=keystore:keys.p12#local
        saddlebag.keys.local.password=env:NOT_HERE
        saddlebag.keys.partner.uri=public:partner.pem
        """
            .formatted(cloud.s3().endpoint(), cloud.kms().endpoint(), accessKey);
    try {
      Files.writeString(folder.resolve(ConfigFolder.FILE), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Services(
        Settings.load(
            new ConfigFolder(folder),
            Settings.Scope.DECLARED,
            name -> name.equals("SECRET") ? secretKey : null));
  }

  static Set<String> flaws(Report report) {
    return report.flaws(Severity.INFO).stream()
        .map(flaw -> flaw.check().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Finding the(Report report, String check) {
    return report.findings().stream()
        .filter(finding -> finding.check().id().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    s3.close();
    kms.close();
    cloud.close();
  }
}
