package org.saddlebag.safeguard.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.safeguard.check.CheckedCloud.deny;
import static org.saddlebag.safeguard.check.CheckedCloud.denyOldTls;
import static org.saddlebag.safeguard.check.CheckedCloud.denyPlainHttp;
import static org.saddlebag.safeguard.check.CheckedCloud.flaws;
import static org.saddlebag.safeguard.check.CheckedCloud.statement;
import static org.saddlebag.safeguard.check.CheckedCloud.the;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Type;

/** For each check of a bucket: one that has the flaw, and the sound one it was made from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketFlawsTest {

  private static final String ANYBODY = "\"*\"";
  private static final String STRANGER = "{\"AWS\":\"arn:aws:iam::111122223333:root\"}";
  private static final String IN_A_NETWORK = "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}";

  private CheckedCloud cloud;

  @BeforeAll
  void start(@TempDir Path folder) {
    cloud = new CheckedCloud(folder);
  }

  @AfterAll
  void stop() {
    cloud.close();
  }

  private static Arguments flaw(String check, BiConsumer<CheckedCloud, String> make) {
    return Arguments.of(check, Set.of(check), make);
  }

  private static Arguments flawsOf(
      String check, Set<String> all, BiConsumer<CheckedCloud, String> make) {
    return Arguments.of(check, all, make);
  }

  static Stream<Arguments> flawed() {
    return Stream.of(policies(), access(), encryption(), retention()).flatMap(List::stream);
  }

  private static List<Arguments> policies() {
    return List.of(
        flawsOf(
            "tls-enforced",
            Set.of("tls-enforced", "tls-version"),
            (c, b) -> c.s3.deleteBucketPolicy(p -> p.bucket(b))),
        flaw(
            "tls-enforced",
            (c, b) ->
                c.policy(
                    b,
                    denyOldTls(b),
                    deny("s3:PutObject", b, "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"))),
        flaw(
            "tls-enforced",
            (c, b) ->
                c.policy(
                    b,
                    denyOldTls(b),
                    statement(
                        "Deny",
                        STRANGER,
                        "s3:*",
                        b,
                        "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"))),
        flaw(
            "tls-enforced",
            (c, b) ->
                c.policy(
                    b,
                    denyOldTls(b),
                    deny(
                        "s3:*",
                        b,
                        "{\"Bool\":{\"aws:SecureTransport\":\"false\"},"
                            + "\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}"))),
        flaw("tls-version", (c, b) -> c.policy(b, denyPlainHttp(b))),
        flawsOf(
            "policy-public",
            Set.of("policy-public", "policy-any-principal"),
            (c, b) ->
                c.policy(
                    b,
                    denyPlainHttp(b),
                    denyOldTls(b),
                    statement("Allow", ANYBODY, "s3:GetObject", b, null))),
        flaw(
            "policy-any-principal",
            (c, b) ->
                c.policy(
                    b,
                    denyPlainHttp(b),
                    denyOldTls(b),
                    statement("Allow", ANYBODY, "s3:GetObject", b, IN_A_NETWORK))));
  }

  private static List<Arguments> access() {
    return List.of(
        flaw(
            "public-access-block",
            (c, b) ->
                c.s3.putPublicAccessBlock(
                    p ->
                        p.bucket(b)
                            .publicAccessBlockConfiguration(
                                x ->
                                    x.blockPublicAcls(true)
                                        .ignorePublicAcls(true)
                                        .blockPublicPolicy(true)
                                        .restrictPublicBuckets(false)))),
        flaw("public-access-block", (c, b) -> c.s3.deletePublicAccessBlock(p -> p.bucket(b))),
        flaw("acl-public", BucketFlawsTest::openAcl),
        flaw(
            "ownership",
            (c, b) ->
                c.s3.putBucketOwnershipControls(
                    o ->
                        o.bucket(b)
                            .ownershipControls(
                                x ->
                                    x.rules(
                                        r ->
                                            r.objectOwnership(
                                                ObjectOwnership.BUCKET_OWNER_PREFERRED))))),
        flaw("ownership", (c, b) -> c.s3.deleteBucketOwnershipControls(o -> o.bucket(b))),
        flaw(
            "access-logging",
            (c, b) -> c.s3.putBucketLogging(l -> l.bucket(b).bucketLoggingStatus(s -> {}))),
        flaw(
            "access-logging-elsewhere",
            (c, b) ->
                c.s3.putBucketLogging(
                    l ->
                        l.bucket(b)
                            .bucketLoggingStatus(
                                s ->
                                    s.loggingEnabled(e -> e.targetBucket(b).targetPrefix("l/"))))));
  }

  private static void openAcl(CheckedCloud cloud, String bucket) {
    cloud.s3.putBucketAcl(
        a ->
            a.bucket(bucket)
                .accessControlPolicy(
                    p ->
                        p.owner(o -> o.id(CheckedCloud.OWNER))
                            .grants(
                                g ->
                                    g.permission(Permission.READ)
                                        .grantee(
                                            t ->
                                                t.type(Type.GROUP)
                                                    .uri(
                                                        "http://acs.amazonaws.com/groups/global/AllUsers")))));
  }

  private static List<Arguments> encryption() {
    return List.of(
        flawsOf(
            "default-encryption",
            Set.of("default-encryption", "default-kms"),
            (c, b) ->
                c.encryption(
                    b,
                    ServerSideEncryptionRule.builder()
                        .blockedEncryptionTypes(t -> t.encryptionType(EncryptionType.SSE_C))
                        .build())),
        flaw(
            "default-kms",
            (c, b) ->
                c.encryption(
                    b,
                    ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(
                            d -> d.sseAlgorithm(ServerSideEncryption.AES256))
                        .blockedEncryptionTypes(t -> t.encryptionType(EncryptionType.SSE_C))
                        .build())),
        flaw(
            "default-kms-own-key",
            (c, b) ->
                c.encryption(
                    b,
                    ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(
                            d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS))
                        .bucketKeyEnabled(true)
                        .blockedEncryptionTypes(t -> t.encryptionType(EncryptionType.SSE_C))
                        .build())),
        flaw("bucket-key", (c, b) -> c.encryption(b, EncryptionType.SSE_C, false)),
        flaw("sse-c-blocked", (c, b) -> c.encryption(b, EncryptionType.NONE, true)));
  }

  private static List<Arguments> retention() {
    return List.of(
        flaw(
            "versioning",
            (c, b) ->
                c.s3.putBucketVersioning(
                    v ->
                        v.bucket(b)
                            .versioningConfiguration(
                                x -> x.status(BucketVersioningStatus.SUSPENDED)))),
        flaw(
            "mfa-delete",
            (c, b) ->
                c.s3.putBucketVersioning(
                    v ->
                        v.bucket(b)
                            .mfa("device 123456")
                            .versioningConfiguration(
                                x ->
                                    x.status(BucketVersioningStatus.ENABLED)
                                        .mfaDelete(MFADelete.DISABLED)))),
        flaw("abort-uploads", (c, b) -> c.lifecycle(b, 0, true)),
        flaw("lifecycle-versions", (c, b) -> c.lifecycle(b, 7, false)),
        flawsOf(
            "lifecycle",
            Set.of("lifecycle", "abort-uploads", "lifecycle-versions"),
            (c, b) -> c.s3.deleteBucketLifecycle(l -> l.bucket(b))));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("flawed")
  void a_flaw_is_found_and_nothing_else(
      String check, Set<String> all, BiConsumer<CheckedCloud, String> make) {
    String bucket = cloud.soundBucket();
    assertThat(the(cloud.ofBucket(bucket), check).outcome()).isNotEqualTo("failed");

    make.accept(cloud, bucket);

    Report report = cloud.ofBucket(bucket);
    assertThat(flaws(report)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(the(report, check).mend()).isNotBlank();
    assertThat(report.unseen(Severity.INFO)).isEmpty();
  }

  @Test
  void a_sound_bucket_has_no_flaw() {
    Report report = cloud.ofBucket(cloud.soundBucket());
    assertThat(flaws(report)).isEmpty();
    assertThat(report.unseen(Severity.INFO)).isEmpty();
    assertThat(report.count("passed")).isGreaterThan(20);
  }

  /** What AWS gives everybody is better than nothing, and no more. */
  @Test
  void a_bucket_as_it_is_made_lacks_what_nobody_does_by_itself() {
    cloud.cloud.s3().ensureBucket("new-bucket");
    assertThat(flaws(cloud.ofBucket("new-bucket")))
        .containsExactlyInAnyOrder(
            "tls-enforced",
            "tls-version",
            "default-kms",
            "sse-c-blocked",
            "versioning",
            "mfa-delete",
            "object-lock",
            "abort-uploads",
            "lifecycle",
            "access-logging");
  }

  @Test
  void what_the_block_keeps_out_is_less_bad() {
    String bucket = cloud.soundBucket();
    openAcl(cloud, bucket);
    assertThat(the(cloud.ofBucket(bucket), "acl-public").severity()).isEqualTo(Severity.MEDIUM);
    cloud.s3.deletePublicAccessBlock(p -> p.bucket(bucket));
    cloud.s3.deleteBucketOwnershipControls(o -> o.bucket(bucket));
    assertThat(the(cloud.ofBucket(bucket), "acl-public").severity()).isEqualTo(Severity.CRITICAL);
  }
}
