package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.ServerSideEncryption.SseC;
import org.saddlebag.s3.ServerSideEncryption.SseKms;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** A store that takes everything and encrypts as it likes: what it says decides. */
class OtherAnswersTest {

  private static final String SSE = "x-amz-server-side-encryption";
  private static final Map<String, String> AS_ASKED =
      Map.of(SSE, "aws:kms", SSE + "-aws-kms-key-id", "arn:aws:kms:eu-1:111122223333:key/1234");
  private static final Map<String, String> OTHERWISE = Map.of(SSE, "AES256");
  private static final String BEGUN =
      "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private Map<String, String> toWrites = AS_ASKED;
  private Map<String, String> toHeads = AS_ASKED;
  private HttpServer server;
  private ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    store =
        AwsObjectStore.open(
            StoreSettings.of(
                    StoreProfile.AWS, new StoreEndpoint(uri, "eu-1", true, null, false, null))
                .with(new TransferLimits(PART, 1, 2L * PART)),
            AnonymousCredentialsProvider.create());
  }

  @AfterEach
  void stop() {
    store.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      String name = exchange.getRequestMethod() + (query.contains("upload") ? " upload" : "");
      requests.add(name);
      boolean head = name.equals("HEAD");
      (head ? toHeads : toWrites).forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("ETag", "\"e\"");
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", "10");
      }
      byte[] body = name.equals("POST upload") ? BEGUN.getBytes(StandardCharsets.UTF_8) : null;
      exchange.sendResponseHeaders(200, body == null ? -1 : body.length);
      if (body != null) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private StoredObject put(int size, ServerSideEncryption sse) {
    PutOptions options = new PutOptions(Map.of(), null, sse, PutOptions.Overwrite.ALLOW, Map.of());
    return store.put(
        new ObjectAddress("bucket", "key"),
        new ByteArrayInputStream(bytes(size)),
        size,
        options,
        UploadListener.NONE);
  }

  private static SseKms kms() {
    return new SseKms("1234", Map.of(), null);
  }

  private void requireFailed(int size, ServerSideEncryption sse, String words) {
    assertThatThrownBy(() -> put(size, sse))
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.code()).isEqualTo(StoreError.PROOF_FAILED))
        .hasMessageContaining(words);
  }

  @Test
  void anAnswerAsAskedIsProven() {
    assertThat(put(10, kms()).proofLevel()).isEqualTo(ProofLevel.LENGTH);
    assertThat(requests).containsExactly("PUT", "HEAD");
  }

  @Test
  void aPutUnderAnotherKindIsFailed() {
    toWrites = OTHERWISE;
    requireFailed(10, kms(), "server-side encryption AES256 for s3://bucket/key, must be");
  }

  @Test
  void aPutWhoseHeadTellsOfAnotherKindIsFailed() {
    toHeads = OTHERWISE;
    requireFailed(10, kms(), "server-side encryption AES256");
    assertThat(requests).containsExactly("PUT", "HEAD");
  }

  @Test
  void anUploadThatBeginsUnderAnotherKindSendsNoPart() {
    toWrites = OTHERWISE;
    requireFailed(PART + 1, kms(), "server-side encryption AES256");
    assertThat(requests).containsExactly("POST upload", "DELETE upload");
  }

  @Test
  void aPutUnderAnotherCustomerKeyIsFailed() {
    toWrites =
        Map.of(
            SSE + "-customer-algorithm",
            "AES256",
            SSE + "-customer-key-MD5",
            EncryptionContract.OTHER.md5Base64());
    requireFailed(10, new SseC(EncryptionContract.KEY), "MD5 of the customer key");
  }
}
