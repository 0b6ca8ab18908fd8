package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.CapturedLog;
import org.saddlebag.local.wire.Fault;

/** Many messages of any queue become the lines of one object: each message is in one line. */
abstract class BatchContract extends FlowTest {

  static final Duration PATIENCE = Duration.ofMinutes(2);
  static final ObjectMapper JSON = new ObjectMapper();

  /** Sends the texts {@code m0}, {@code m1} and so on, from one number up to another. */
  abstract List<String> send(int from, int to) throws Exception;

  /** Declares the flow, which soon gets again what has gone back. */
  abstract void flow(String... parameters);

  /** Works as long as there is something to do, and requires that all goes well. */
  abstract void workOff();

  abstract long waiting();

  abstract long dead();

  /** All lines of all objects, once they are opened. */
  final List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String object : house.opened().values()) {
      for (String line : object.split("\n")) {
        lines.add(JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1)));
      }
    }
    return lines;
  }

  /** What the messages of all lines hold. */
  final List<String> values() throws IOException {
    return lines().stream().map(line -> line.path("value").asText()).toList();
  }

  static String[] upTo(int end) {
    String[] all = new String[end];
    for (int i = 0; i < end; i++) {
      all[i] = "m" + i;
    }
    return all;
  }

  @Test
  void what_the_store_refuses_goes_back_and_comes_again_once() throws Exception {
    send(0, 6);
    AtomicInteger puts = new AtomicInteger();
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              if (!call.operation().equals("PutObject")) {
                return Fault.none();
              }
              return switch (puts.incrementAndGet()) {
                case 1 -> new Fault.Fail(503, "SlowDown");
                case 2 -> new Fault.FailAfterWork(500, "InternalError");
                default -> Fault.none();
              };
            });
    flow("parallel=2", "batchMessages=3", "batchTime=1s", "attempts=1");

    workOff();

    assertThat(waiting()).isZero();
    assertThat(dead()).isZero();
    assertThat(values()).containsExactlyInAnyOrder(upTo(6));
  }

  /** The object is in the store, and nobody has noted it: then its messages come otherwise. */
  @Test
  void a_batch_that_comes_again_in_other_company_has_no_second_line() throws Exception {
    send(0, 3);
    house.whenStored(
        (receipt, lasting) -> {
          throw new IllegalStateException("dies with the object in the store");
        });
    flow("parallel=1", "batchMessages=3", "attempts=1");
    try (CapturedLog log = new CapturedLog("org.saddlebag.flow", Level.INFO);
        FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(() -> log.said("went back") >= 1);
    }
    assertThat(waiting()).isEqualTo(3);
    int objects = house.keys().size();
    assertThat(objects).isPositive();
    house.whenStored((receipt, lasting) -> {});
    send(3, 6);
    house.without();
    flow("parallel=1", "batchMessages=6", "batchTime=3s", "attempts=1");

    workOff();

    assertThat(waiting()).isZero();
    assertThat(house.keys()).hasSizeGreaterThan(objects);
    assertThat(house.state().resolve("message-batches/orders")).isEmptyDirectory();
    assertThat(values()).containsExactlyInAnyOrder(upTo(6));
  }
}
