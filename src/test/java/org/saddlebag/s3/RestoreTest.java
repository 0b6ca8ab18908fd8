package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** What goes over the wire when an archived object is to be made readable. */
class RestoreTest {

  private static final ObjectAddress OBJECT = new ObjectAddress("b", "k", "v");

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> head = new HashMap<>();
  private int status = 202;
  private String code = "";
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
                StoreProfile.AWS, new StoreEndpoint(uri, "eu-1", true, null, false, null)),
            AnonymousCredentialsProvider.create());
  }

  @AfterEach
  void stop() {
    store.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (exchange.getRequestMethod().equals("HEAD")) {
        head.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("ETag", "\"e\"");
        exchange.getResponseHeaders().set("Content-Length", "10");
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      asked.add(exchange.getRequestURI() + " " + text);
      byte[] body = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
      boolean well = status < 300;
      exchange.sendResponseHeaders(status, well ? -1 : body.length);
      if (!well) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private void restore(RestoreTier tier) {
    store.restore(OBJECT, null, 3, tier);
  }

  @Test
  void version_days_and_tier_are_asked_for() {
    head.put("x-amz-storage-class", "GLACIER");
    restore(RestoreTier.BULK);
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("/b/k?", "restore", "versionId=v", "<Days>3</Days>", "<Tier>Bulk</Tier>");
  }

  @Test
  void objects_in_intelligent_tiering_are_restored_for_no_number_of_days() {
    head.put("x-amz-storage-class", "INTELLIGENT_TIERING");
    head.put("x-amz-archive-status", "DEEP_ARCHIVE_ACCESS");
    restore(RestoreTier.STANDARD);
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("<Tier>Standard</Tier>")
        .doesNotContain("Days");
  }

  @Test
  void what_was_asked_for_already_is_left_alone() {
    head.put("x-amz-storage-class", "DEEP_ARCHIVE");
    head.put("x-amz-restore", "ongoing-request=\"true\"");
    restore(RestoreTier.STANDARD);
    assertThat(asked).isEmpty();

    head.put("x-amz-restore", "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2012\"");
    restore(RestoreTier.STANDARD);
    assertThat(asked).as("what was restored once may be archived again").hasSize(1);
    asked.clear();
    head.remove("x-amz-restore");
    status = 409;
    code = "RestoreAlreadyInProgress";
    assertThatCode(() -> restore(RestoreTier.STANDARD)).doesNotThrowAnyException();
    assertThat(asked).hasSize(1);
  }

  @Test
  void what_the_store_says_no_to_is_told() {
    status = 403;
    code = "AccessDenied";
    assertThatThrownBy(() -> restore(RestoreTier.STANDARD))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.ACCESS_DENIED))
        .hasMessageContaining("could not restore s3://b/k?versionId=v")
        .hasMessageContaining("needs s3:RestoreObject");
    status = 503;
    code = "GlacierExpeditedRetrievalNotAvailable";
    assertThatThrownBy(() -> restore(RestoreTier.EXPEDITED))
        .isInstanceOf(StoreUnavailable.class)
        .extracting(e -> ((SaddlebagException) e).retryable())
        .isEqualTo(true);
  }
}
