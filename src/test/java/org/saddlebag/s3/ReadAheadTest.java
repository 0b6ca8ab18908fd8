package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;
import static org.saddlebag.s3.StoreUnderTest.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.local.wire.Fault;

/** A large object is one stream to its reader, in however many ranges it comes. */
class ReadAheadTest {

  private static final Duration SILENCE = Duration.ofMillis(700);
  private static final Duration STALL = Duration.ofMillis(1600);
  private static final int LENGTH = 4 * PART + 12_345;

  @TempDir private Path folder;
  private LocalStores stores;
  private StoreUnderTest under;
  private ExecutorService fetchers;

  @BeforeEach
  void start() {
    stores = LocalStores.start(folder);
    under = stores.under(new StoreConnection(SILENCE, SILENCE, Duration.ofSeconds(20), 4, 20));
    fetchers = Executors.newCachedThreadPool();
  }

  @AfterEach
  void stop() {
    fetchers.shutdownNow();
    under.close();
    stores.close();
  }

  private ObjectBody body(PartBuffers buffers, String key) {
    AwsReads reads = new AwsReads(under.raw(), StoreProfile.AWS, true);
    return new Bodies(reads, under.settings(), buffers, fetchers).get(under.at(key), null);
  }

  @ParameterizedTest
  @ValueSource(ints = {PART - 1, PART, PART + 1, 2 * PART, LENGTH})
  void everyLengthIsReadWhole(int length) {
    under.put("large", bytes(length));
    assertThat(under.get("large")).isEqualTo(bytes(length));
  }

  @Test
  void rangesThatComeInAnotherOrderAreReadInOrder() {
    under.put("large", bytes(LENGTH));
    stores
        .server()
        .setFaults(
            (call, headers) ->
                headers.get("range", "").startsWith("bytes=" + PART + "-")
                    ? new Fault.Delay(Duration.ofMillis(300), Fault.none())
                    : Fault.none());
    assertThat(under.get("large")).isEqualTo(bytes(LENGTH));
  }

  static Stream<Fault> troubles() {
    return Stream.of(
        new Fault.Fail(500, "InternalError"),
        new Fault.Fail(503, "SlowDown"),
        new Fault.Reset(0),
        new Fault.CutBody(0),
        new Fault.CutBody(100_000),
        new Fault.StallBody(100_000, STALL));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void everyRangeMayFailOnce(Fault fault) {
    under.put("large", bytes(LENGTH));
    Set<String> failed = ConcurrentHashMap.newKeySet();
    stores
        .server()
        .setFaults((call, headers) -> failed.add(headers.get("range", "")) ? fault : Fault.none());
    assertThat(under.get("large")).isEqualTo(bytes(LENGTH));
    assertThat(failed).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void anObjectReplacedBetweenTwoRangesIsRefused() throws IOException {
    under.put("changing", bytes(LENGTH));
    byte[] other = bytes(LENGTH);
    other[LENGTH - 1] ^= 1;
    try (ObjectBody body = under.store().get(under.at("changing"), null)) {
      assertThat(body.readNBytes(1000)).hasSize(1000);
      under.put("changing", other);
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.OBJECT_CHANGED));
    }
  }

  @Test
  void aRangeThatIsRefusedFailsTheReaderAndGivesTheMemoryBack() throws IOException {
    under.put("large", bytes(LENGTH));
    stores
        .server()
        .setFaults(
            (call, headers) ->
                headers.get("range", "").startsWith("bytes=" + 2 * PART + "-")
                    ? new Fault.Fail(403, "AccessDenied")
                    : Fault.none());
    PartBuffers buffers = new PartBuffers(PART, 4L * PART);
    try (ObjectBody body = body(buffers, "large")) {
      assertThat(body.readNBytes(2 * PART)).hasSize(2 * PART);
      assertThatThrownBy(() -> body.read())
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.ACCESS_DENIED));
    }
    await().until(() -> buffers.freeBytes() == 4L * PART);
  }

  @Test
  void closingEarlyGivesTheMemoryBack() throws IOException {
    under.put("large", bytes(LENGTH));
    PartBuffers buffers = new PartBuffers(PART, 4L * PART);
    for (int read : new int[] {0, 1, PART, PART + 1, 3 * PART}) {
      try (ObjectBody body = body(buffers, "large")) {
        assertThat(body.readNBytes(read)).hasSize(read);
      }
      await().until(() -> buffers.freeBytes() == 4L * PART);
    }
  }

  @Test
  void readingToTheEndGivesTheMemoryBack() throws IOException {
    under.put("large", bytes(LENGTH));
    PartBuffers buffers = new PartBuffers(PART, 4L * PART);
    try (ObjectBody body = body(buffers, "large")) {
      assertThat(body.readAllBytes()).isEqualTo(bytes(LENGTH));
    }
    assertThat(buffers.freeBytes()).isEqualTo(4L * PART);
  }

  @Test
  void withoutFreeMemoryTheReaderFetchesForItself() throws Exception {
    under.put("large", bytes(LENGTH));
    PartBuffers buffers = new PartBuffers(PART, PART);
    try (PartBuffer taken = buffers.lease(-1);
        ObjectBody body = body(buffers, "large")) {
      assertThat(taken.room()).isEqualTo(PART);
      assertThat(body.readAllBytes()).isEqualTo(bytes(LENGTH));
    }
  }

  @Test
  void manyReadersShareLittleMemory() throws IOException {
    under.put("large", bytes(LENGTH));
    PartBuffers buffers = new PartBuffers(PART, 2L * PART);
    List<ObjectBody> bodies = new ArrayList<>();
    List<ByteArrayOutputStream> read = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      bodies.add(body(buffers, "large"));
      read.add(new ByteArrayOutputStream());
    }
    for (int done = 0; done < LENGTH; done += 1_000_000) {
      for (int i = 0; i < bodies.size(); i++) {
        read.get(i).writeBytes(bodies.get(i).readNBytes(1_000_000));
      }
    }
    for (int i = 0; i < bodies.size(); i++) {
      bodies.get(i).close();
      assertThat(read.get(i).toByteArray()).isEqualTo(bytes(LENGTH));
    }
    assertThat(buffers.freeBytes()).isEqualTo(2L * PART);
  }

  @Test
  void anInterruptedReaderStops() throws IOException {
    under.put("large", bytes(LENGTH));
    try (ObjectBody body = under.store().get(under.at("large"), null)) {
      assertThat(body.readNBytes(PART)).hasSize(PART);
      Thread.currentThread().interrupt();
      assertThatThrownBy(body::readAllBytes).isInstanceOf(SaddlebagException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aSmallObjectTakesOneRequest() {
    under.put("small", bytes(PART));
    stores.server().requests().clear();
    assertThat(read(under.store().get(under.at("small"), null))).isEqualTo(bytes(PART));
    assertThat(stores.server().requests().all()).hasSize(1);
  }
}
