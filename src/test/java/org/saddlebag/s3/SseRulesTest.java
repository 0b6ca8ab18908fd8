package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ServerSideEncryption.BucketDefault;
import org.saddlebag.s3.ServerSideEncryption.DsseKms;
import org.saddlebag.s3.ServerSideEncryption.SseC;
import org.saddlebag.s3.ServerSideEncryption.SseKms;
import org.saddlebag.s3.ServerSideEncryption.SseS3;

/** What can't be is refused before a byte is sent, and what can be is not. */
class SseRulesTest {

  private static final String DIRECTORY = "fast--euc1-az1--x-s3";
  private static final String ARN = "arn:aws:kms:%s:111122223333:%s";
  private static final SseC SSE_C = new SseC(new CustomerKey("partner", new byte[32]));

  private static SseRules rules(StoreProfile profile, String endpoint) {
    URI uri = endpoint == null ? null : URI.create(endpoint);
    return new SseRules(
        StoreSettings.of(profile, new StoreEndpoint(uri, null, true, null, false, null)),
        "eu-central-1");
  }

  private static SseKms kms(String key, Map<String, String> context, Boolean bucketKey) {
    return new SseKms(key, context, bucketKey);
  }

  private static Arguments on(
      StoreProfile profile, String endpoint, String bucket, ServerSideEncryption sse, String why) {
    return Arguments.of(profile, endpoint, bucket, sse, why);
  }

  static Stream<Arguments> unfit() {
    StoreProfile aws = StoreProfile.AWS;
    StoreProfile ceph = StoreProfile.CEPH;
    Map<String, String> none = Map.of();
    String other = ARN.formatted("us-east-1", "key/1234");
    String alias = ARN.formatted("us-east-1", "alias/a");
    String far = "http://store.example.com:8080";
    return Stream.of(
        on(aws, null, DIRECTORY, SSE_C, "directory bucket '" + DIRECTORY + "' has no SSE-C"),
        on(aws, null, DIRECTORY, new DsseKms("k", none), "has no DSSE-KMS"),
        on(aws, null, DIRECTORY, kms("k", none, false), "always uses a bucket key"),
        on(aws, null, "b", kms(other, none, null), "us-east-1, must be in that of the store"),
        on(aws, null, "b", kms(alias, none, null), "us-east-1, must be in that of the store"),
        on(aws, null, "b", new DsseKms(other, none), "us-east-1, must be in that of the store"),
        on(aws, null, "b", kms("k", Map.of("aws:s3:arn", "x"), null), "'aws:s3:arn' is AWS's own"),
        on(aws, far, "b", SSE_C, "customer key partner in the clear to " + far + ": use https"),
        on(ceph, far, "b", SSE_C, "in the clear"),
        on(ceph, null, "b", new DsseKms("k", none), "Ceph has no DSSE-KMS"),
        on(ceph, null, "b", kms(null, none, null), "Ceph has no default KMS key"),
        on(ceph, null, "b", kms("k", none, true), "Ceph never says whether it used a bucket key"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void whatCannotBeIsRefusedInPlainWords(
      StoreProfile profile, String endpoint, String bucket, ServerSideEncryption sse, String why) {
    assertThatThrownBy(() -> rules(profile, endpoint).check(bucket, sse))
        .isInstanceOfSatisfying(
            Refused.class,
            e ->
                org.assertj.core.api.Assertions.assertThat(e.code())
                    .isEqualTo(StoreError.SSE_UNFIT))
        .hasMessageContaining(why);
  }

  @Test
  void whatCanBeIsNot() {
    SseRules aws = rules(StoreProfile.AWS, null);
    String here = ARN.formatted("eu-central-1", "key/1234");
    for (ServerSideEncryption sse :
        new ServerSideEncryption[] {
          new BucketDefault(),
          new SseS3(),
          SSE_C,
          kms(null, Map.of(), null),
          kms(here, Map.of("department", "orders"), true),
          kms("alias/a", Map.of(), false),
          new DsseKms(here, Map.of())
        }) {
      assertThatCode(() -> aws.check("bucket", sse)).doesNotThrowAnyException();
    }
    assertThatCode(() -> aws.check(DIRECTORY, kms(here, Map.of(), true)))
        .doesNotThrowAnyException();
    for (String endpoint : new String[] {"https://store.example.com", "http://127.0.0.1:9000"}) {
      assertThatCode(() -> rules(StoreProfile.CEPH, endpoint).check("b", SSE_C))
          .doesNotThrowAnyException();
    }
  }

  /** The rule is not only a question that a caller may forget to ask. */
  @Test
  void aPutThatCannotBeSendsNothing() throws java.io.IOException {
    StoreSettings nowhere =
        StoreSettings.of(
            StoreProfile.CEPH, StoreEndpoint.at(URI.create("http://store.example.com:1"), null));
    try (ObjectStore store =
            AwsObjectStore.open(
                nowhere,
                software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider.create());
        java.io.InputStream content = java.io.InputStream.nullInputStream()) {
      PutOptions options =
          new PutOptions(Map.of(), null, SSE_C, PutOptions.Overwrite.ALLOW, Map.of());
      ObjectAddress target = new ObjectAddress("b", "k");
      assertThatThrownBy(() -> store.put(target, content, 0, options, UploadListener.NONE))
          .hasMessageStartingWith("sse-unfit");
      assertThatThrownBy(() -> store.copy(target, null, null, target, options))
          .hasMessageStartingWith("sse-unfit");
    }
  }
}
