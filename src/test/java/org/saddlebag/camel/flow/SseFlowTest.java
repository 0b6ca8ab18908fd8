package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;

/** Whole flows under the kinds of server-side encryption, sealed and not sealed. */
class SseFlowTest extends FlowTest {

  private static final String BUCKET = FlowHouse.BUCKET;
  private static final List<String> QUIET =
      List.of("org.apache.hc", "software.amazon.awssdk.http.auth");

  private ObjectHead head(String key, CustomerKey customerKey) {
    return house.store().head(new ObjectAddress(BUCKET, key), customerKey);
  }

  private String receipts() throws IOException {
    return String.join("\n", FlowHouse.tree(house.state()).values());
  }

  @Test
  void files_go_under_a_customer_key_and_come_back_with_it() throws IOException {
    CustomerKey key = house.customerKey("partner", 3);
    house.drop("small.txt", "small");
    house.drop("a/large.txt", "0123456789abcdef".repeat(600_000));
    Map<String, String> sent = FlowHouse.tree(house.inbox());

    FlowSummary summary =
        house
            .in("in", "sse=sse-c:partner", "objectKey=x/{path}")
            .back("back", "prefix=x/", "sse=sse-c:partner")
            .once();

    assertThat(summary.failed()).isZero();
    assertThat(head("x/small.txt", key).sse()).isEqualTo("SSE-C");
    assertThat(head("x/a/large.txt", key).sse()).isEqualTo("SSE-C");
    assertThat(FlowHouse.tree(house.outbox())).isEqualTo(sent).hasSize(2);
    assertThat(receipts()).contains("SSE-C");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "tag", "move"})
  void what_becomes_of_an_object_afterwards_knows_its_customer_key(String after)
      throws IOException {
    CustomerKey key = house.customerKey("partner", 3);
    house.drop("a.txt", "content");

    FlowSummary summary =
        house
            .in("in", "sse=sse-c:partner", "objectKey=x/{path}")
            .back("back", "prefix=x/", "sse=sse-c:partner", "after=" + after, "moveTo=done/")
            .once();

    assertThat(summary.failed()).isZero();
    switch (after) {
      case "delete" -> assertThat(house.keys()).isEmpty();
      case "tag" -> assertThat(house.keys()).containsExactly("x/a.txt");
      default -> {
        assertThat(house.keys()).containsExactly("done/a.txt");
        assertThat(head("done/a.txt", key).sse()).isEqualTo("SSE-C");
      }
    }
  }

  @Test
  void without_the_customer_key_nothing_appears_and_the_reason_names_it() throws IOException {
    house.customerKey("partner", 3);
    house.customerKey("other", 4);
    house.drop("a.txt", "content");
    house.in("in", "sse=sse-c:partner").once();

    house.without().back("back", "attempts=1").back("wrong", "attempts=1", "sse=sse-c:other");
    FlowSummary summary = house.once();

    assertThat(summary.failed()).isEqualTo(2);
    assertThat(FlowHouse.tree(house.outbox())).isEmpty();
    String reasons = String.join("\n", FlowHouse.tree(house.state()).values());
    assertThat(reasons)
        .contains("an object under a customer key (SSE-C) can only be read with that key")
        .contains("perhaps the object does not rest under the customer key other");
  }

  @Test
  void plain_bytes_rest_under_sse_alone_and_come_back_with_their_time() throws IOException {
    FileTime time = FileTime.from(Instant.parse("2019-08-07T06:05:04.123456Z"));
    Files.setLastModifiedTime(house.drop("a.txt", "plain text"), time);

    FlowSummary summary =
        house.in("in", "seal=none", "sse=sse-s3").back("back", "unsealed=pass").once();

    assertThat(summary.failed()).isZero();
    ObjectHead head = head("a.txt", null);
    assertThat(head.lengthBytes()).isEqualTo("plain text".length());
    assertThat(head.sse()).isEqualTo("AES256");
    assertThat(head.metadata()).containsOnlyKeys("saddlebag-delivery", "saddlebag-modified");
    assertThat(FlowHouse.tree(house.outbox())).isEqualTo(Map.of("a.txt", "plain text"));
    assertThat(Files.getLastModifiedTime(house.outbox().resolve("a.txt"))).isEqualTo(time);
    assertThat(receipts()).contains("AES256").doesNotContain("envelope");
    assertThat(FlowHouse.tree(house.inbox())).containsOnlyKeys(".done/a.txt");
  }

  @Test
  void plain_bytes_go_under_a_customer_key_too() throws IOException {
    house.customerKey("partner", 3);
    house.drop("a.txt", "plain text");

    FlowSummary summary =
        house
            .in("in", "seal=none", "sse=sse-c:partner")
            .back("back", "unsealed=pass", "sse=sse-c:partner")
            .once();

    assertThat(summary.failed()).isZero();
    assertThat(FlowHouse.tree(house.outbox())).isEqualTo(Map.of("a.txt", "plain text"));
  }

  @Test
  void a_flow_that_protects_nothing_by_itself_is_warned_of_at_start() throws IOException {
    try (CapturedLog log = new CapturedLog("org.saddlebag", Level.WARN)) {
      house.in("bare", "seal=none").once();
      assertThat(log.lines())
          .anyMatch(line -> line.contains("'bare'") && line.contains("give sse"));
    }
    house.without();
    try (CapturedLog log = new CapturedLog("org.saddlebag", Level.WARN)) {
      house.in("told", "seal=none", "sse=sse-s3").once();
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void a_context_and_a_bucket_key_reach_the_store() throws IOException {
    house.drop("a.txt", "content");

    house
        .in("in", "sse=sse-kms", "sseContext=department=orders,case=7", "sseBucketKey=true")
        .once();

    var put = house.s3().requests().of("PutObject").get(0).headers();
    assertThat(put.get("x-amz-server-side-encryption")).isEqualTo("aws:kms");
    assertThat(put.get("x-amz-server-side-encryption-bucket-key-enabled")).isEqualTo("true");
    assertThat(
            new String(
                Base64.getDecoder().decode(put.get("x-amz-server-side-encryption-context")),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"case\":\"7\",\"department\":\"orders\"}");
    assertThat(head("a.txt", null).sse()).isEqualTo("aws:kms");
  }

  /** But for two loggers, which the logging as shipped keeps quiet whatever the root says. */
  @Test
  void a_customer_key_is_never_logged_nor_written() throws IOException {
    house.customerKey("partner", 3);
    house.drop("a.txt", "content");
    house.in("in", "sse=sse-c:partner").back("back", "sse=sse-c:partner");
    byte[] key = new byte[CustomerKey.LENGTH_BYTES];
    Arrays.fill(key, (byte) 3);
    String base64 = Base64.getEncoder().encodeToString(key);
    String hex = HexFormat.of().formatHex(key);

    String shipped = Files.readString(Path.of("config/log4j2.properties"));
    for (String quiet : QUIET) {
      assertThat(shipped)
          .containsPattern("(?m)^logger.([a-z]+).name = " + quiet + "\\n.*level = warn$");
    }
    assertThat(logOfARunWithAllButTheQuietOnes())
        .hasSizeGreaterThan(100)
        .noneMatch(line -> line.contains(base64) || line.contains(hex));
    assertThat(FlowHouse.tree(folder).values())
        .noneMatch(text -> text.contains(base64) || text.contains(hex));
  }

  private List<String> logOfARunWithAllButTheQuietOnes() {
    QUIET.forEach(name -> Configurator.setLevel(name, Level.WARN));
    try (CapturedLog log = new CapturedLog("", Level.TRACE)) {
      assertThat(house.once().failed()).isZero();
      return log.lines();
    } finally {
      LoggerContext logging = LoggerContext.getContext(false);
      QUIET.forEach(logging.getConfiguration()::removeLogger);
      logging.updateLoggers();
    }
  }
}
