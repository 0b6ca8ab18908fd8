package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.wire.Fault;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Every turn that a call takes comes back, whatever becomes of the call. */
class TurnstileTest {

  private static final int TURNS = 2;

  @TempDir private Path folder;
  private final Turnstile turnstile = new Turnstile(TURNS);

  private S3Client client(LocalStores stores, URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    stores.server().accessKey(), stores.server().secretKey())))
        .overrideConfiguration(c -> c.addExecutionInterceptor(turnstile))
        .build();
  }

  @Test
  void successFailureAndRetriesGiveTheirTurnsBack() {
    try (LocalStores stores = LocalStores.start(folder);
        S3Client s3 = client(stores, stores.server().endpoint())) {
      s3.listObjectsV2(list -> list.bucket(LocalStores.BUCKET));
      assertThat(turnstile.free()).isEqualTo(TURNS);
      assertThatThrownBy(() -> s3.headObject(h -> h.bucket(LocalStores.BUCKET).key("missing")))
          .isInstanceOf(SdkException.class);
      assertThat(turnstile.free()).isEqualTo(TURNS);
      stores.failFirst("ListObjectsV2", new Fault.Fail(503, "SlowDown"));
      s3.listObjectsV2(list -> list.bucket(LocalStores.BUCKET));
      stores.failFirst("ListObjectsV2", new Fault.Reset(0));
      s3.listObjectsV2(list -> list.bucket(LocalStores.BUCKET).prefix("x"));
      assertThat(turnstile.free()).isEqualTo(TURNS);
    }
  }

  @Test
  void aStoreThatIsNotThereTakesNoTurnAway() {
    try (LocalStores stores = LocalStores.start(folder);
        S3Client s3 = client(stores, URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> s3.listObjectsV2(list -> list.bucket(LocalStores.BUCKET)))
          .isInstanceOf(SdkException.class);
    }
    assertThat(turnstile.free()).isEqualTo(TURNS);
  }

  @Test
  void moreThreadsThanTurnsAllComeThrough() {
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try (LocalStores stores = LocalStores.start(folder);
        S3Client s3 = client(stores, stores.server().endpoint())) {
      List<CompletableFuture<Void>> calls =
          IntStream.range(0, 200)
              .mapToObj(
                  i ->
                      CompletableFuture.runAsync(
                          () -> s3.listObjectsV2(list -> list.bucket(LocalStores.BUCKET)), threads))
              .toList();
      calls.forEach(CompletableFuture::join);
    } finally {
      threads.shutdown();
    }
    assertThat(turnstile.free()).isEqualTo(TURNS);
  }
}
