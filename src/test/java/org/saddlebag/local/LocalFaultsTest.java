package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.local.wire.RecordedRequest;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalFaultsTest {

  private static final String BUCKET = "acme-archive";
  private static final int SIZE = 1_000_000;

  @TempDir Path folder;
  private LocalS3 s3;
  private S3Client retrying;
  private S3Client once;

  @BeforeEach
  void start() {
    s3 = LocalS3.start(folder, LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    retrying = LocalClouds.client(s3);
    once = LocalClouds.client(s3, s3.accessKey(), s3.secretKey());
  }

  @AfterEach
  void stop() {
    retrying.close();
    once.close();
    s3.close();
  }

  private void fault(String operation, int attempts, Fault fault) {
    s3.setFaults(
        (call, headers) ->
            call.operation().equals(operation) && call.attempt() <= attempts
                ? fault
                : Fault.none());
  }

  private void put(S3Client client) {
    client.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromBytes(new byte[SIZE]));
  }

  private boolean exists() {
    try {
      return once.headObject(b -> b.bucket(BUCKET).key("k")).contentLength() == SIZE;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  @Test
  void itsOwnDiskFailingIsAnAnswerAndNoLostConnection() throws IOException {
    Trees.delete(folder);
    assertThatThrownBy(() -> put(once))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(500);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalError");
            });
  }

  @Test
  void aFailureComesWithoutTheWorkAndTheClientTriesAgain() {
    fault("PutObject", 2, new Fault.Fail(503, "SlowDown"));
    assertThatThrownBy(() -> put(once))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown"));
    assertThat(exists()).isFalse();
    put(retrying);
    assertThat(exists()).isTrue();
    List<RecordedRequest> puts = s3.requests().of("PutObject");
    assertThat(puts).extracting(RecordedRequest::status).containsExactly(503, 503, 200);
    assertThat(puts).extracting(r -> r.call().attempt()).containsExactly(1, 2, 3);
  }

  @Test
  void aFailureAfterTheWorkLeavesTheObject() {
    fault("PutObject", 1, new Fault.FailAfterWork(500, "InternalError"));
    assertThatThrownBy(() -> put(once)).isInstanceOf(S3Exception.class);
    assertThat(exists()).isTrue();
  }

  @Test
  void aResetBeforeTheWorkLeavesNothing() {
    fault("PutObject", 1, new Fault.Reset(100_000));
    assertThatThrownBy(() -> put(once))
        .isInstanceOf(SdkClientException.class)
        .hasRootCauseInstanceOf(SocketException.class);
    assertThat(exists()).isFalse();
    assertThat(s3.requests().of("PutObject").get(0).status()).isZero();
    assertThat(s3.requests().of("PutObject").get(0).bodyBytes()).isEqualTo(100_000);
  }

  @Test
  void aResetAfterTheWorkLeavesTheObject() {
    fault("PutObject", 1, new Fault.ResetAfterWork());
    assertThatThrownBy(() -> put(once)).isInstanceOf(SdkClientException.class);
    assertThat(exists()).isTrue();
  }

  @Test
  void aCutAnswerEndsEarly() throws IOException {
    put(once);
    fault("GetObject", 1, new Fault.CutBody(300_000));
    try (ResponseInputStream<GetObjectResponse> in =
        once.getObject(b -> b.bucket(BUCKET).key("k"))) {
      assertThat(in.response().contentLength()).isEqualTo(SIZE);
      assertThat(in.readNBytes(300_000)).hasSize(300_000);
      assertThatThrownBy(in::read).isInstanceOfAny(IOException.class, SdkException.class);
      in.abort();
    }
  }

  @Test
  void aFlippedBitIsFoundByTheChecksum() {
    put(once);
    fault("GetObject", 1, new Fault.FlipBody(500_000));
    assertThatThrownBy(() -> once.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")))
        .isInstanceOf(SdkException.class)
        .hasMessageContaining("checksum");
    fault("GetObject", 1, new Fault.FlipBody(500_000));
    assertThatThrownBy(
            () ->
                once.getObjectAsBytes(
                    b -> b.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED)))
        .isInstanceOf(SdkException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void aDelayHoldsTheRequestUntilTheClientGivesUp() {
    fault("HeadObject", 1, new Fault.Delay(Duration.ofSeconds(20), Fault.none()));
    try (S3Client impatient =
        LocalClouds.builder(s3, s3.accessKey(), s3.secretKey())
            .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofMillis(300)))
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build()) {
      assertThatThrownBy(() -> impatient.headObject(b -> b.bucket(BUCKET).key("k")))
          .isInstanceOf(SdkClientException.class);
    }
  }

  @Test
  void faultsGoByPartAndKey() {
    s3.setFaults(
        (call, headers) ->
            call.partNumber() == 2 && call.key().equals("k")
                ? new Fault.Fail(403, "AccessDenied")
                : Fault.none());
    String id = once.createMultipartUpload(b -> b.bucket(BUCKET).key("k")).uploadId();
    once.uploadPart(b -> b.bucket(BUCKET).key("k").uploadId(id).partNumber(1), RequestBody.empty());
    assertThatThrownBy(
            () ->
                once.uploadPart(
                    b -> b.bucket(BUCKET).key("k").uploadId(id).partNumber(2), RequestBody.empty()))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void aReaderKeepsTheObjectThatIsReplacedMeanwhile() throws Exception {
    put(once);
    CountDownLatch replaced = new CountDownLatch(1);
    s3.setFaults(
        (call, headers) ->
            call.operation().equals("GetObject")
                ? new Fault.StallBody(500_000, Duration.ofMillis(500))
                : Fault.none());
    CompletableFuture<byte[]> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try (ResponseInputStream<GetObjectResponse> in =
                  once.getObject(b -> b.bucket(BUCKET).key("k"))) {
                assertThat(replaced.await(10, TimeUnit.SECONDS)).isTrue();
                return in.readAllBytes();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    while (s3.requests().count("GetObject") == 0) {
      Thread.onSpinWait();
    }
    retrying.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromString("new"));
    replaced.countDown();
    assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(new byte[SIZE]);
    assertThat(once.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asUtf8String())
        .isEqualTo("new");
  }

  @Test
  void theRecordHidesKeysAndSignaturesInItsText() {
    put(once);
    RecordedRequest put = s3.requests().of("PutObject").get(0);
    assertThat(put.headers().get("Authorization")).startsWith("AWS4-HMAC-SHA256");
    assertThat(put.toString()).doesNotContain("AWS4-HMAC-SHA256 ").contains("(hidden)");
    s3.requests().clear();
    assertThat(s3.requests().all()).isEmpty();
    assertThat(s3.requests().count("PutObject")).isZero();
  }
}
