package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts in flight over shared buffers: in order, bounded, and done with when it returns. */
class PipelineTest {

  private static final int PART = 5 << 20;
  private static final ObjectAddress TARGET = new ObjectAddress("bucket", "key");

  private final ExecutorService senders = Executors.newFixedThreadPool(3);

  @AfterEach
  void end() {
    senders.shutdown();
  }

  private static StoreSettings settings(int inFlight, int buffers) {
    return StoreSettings.of(
            StoreProfile.AWS, StoreEndpoint.at(URI.create("https://store.invalid"), null))
        .with(new TransferLimits(PART, inFlight, (long) buffers * PART));
  }

  private List<PartDigest> send(
      StoreSettings settings, PartBuffers buffers, InputStream in, Pipeline.PartSender sender)
      throws InterruptedException {
    Source source = new Source(in, -1, TARGET);
    try (PartBuffer first = buffers.lease(-1)) {
      source.fill(first);
      return new Pipeline(settings, buffers, senders, source, sender).send(TARGET, first);
    }
  }

  private static byte[] bytesOf(PartBuffer part) {
    try (InputStream in = part.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void partsAreTheStreamInOrderWhateverOrderTheyArriveIn() throws Exception {
    byte[] content = StoreUnderTest.bytes(4 * PART + 5);
    Map<Integer, byte[]> stored = new ConcurrentSkipListMap<>();
    PartBuffers buffers = new PartBuffers(PART, 3L * PART);
    List<PartDigest> digests =
        send(
            settings(3, 3),
            buffers,
            new ByteArrayInputStream(content),
            (number, part, digest) -> stored.put(number, bytesOf(part)));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    stored.values().forEach(joined::writeBytes);
    assertThat(joined.toByteArray()).isEqualTo(content);
    assertThat(digests).hasSize(5).doesNotContainNull();
    assertThat(buffers.freeBytes()).isEqualTo(3L * PART);
  }

  @Test
  void noMorePartsThanAllowedAreUnderWay() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    send(
        settings(2, 6),
        new PartBuffers(PART, 6L * PART),
        new ByteArrayInputStream(new byte[6 * PART]),
        (number, part, digest) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          now.decrementAndGet();
        });
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void manyUploadsOverOneSingleBufferAllEnd() throws Exception {
    PartBuffers one = new PartBuffers(PART, PART);
    ExecutorService deliveries = Executors.newFixedThreadPool(8);
    List<Future<List<PartDigest>>> results = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      results.add(
          deliveries.submit(
              () ->
                  send(
                      settings(4, 1),
                      one,
                      new ByteArrayInputStream(new byte[2 * PART + 1]),
                      (number, part, digest) -> {})));
    }
    for (Future<List<PartDigest>> result : results) {
      assertThat(result.get(60, TimeUnit.SECONDS)).hasSize(3);
    }
    deliveries.shutdown();
    assertThat(one.freeBytes()).isEqualTo(PART);
  }

  @Test
  void aFailedPartStopsTheReadingAndIsTheCause() throws Exception {
    PartBuffers buffers = new PartBuffers(PART, 2L * PART);
    IllegalStateException trouble = new IllegalStateException("part 2");
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 7;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            return length;
          }
        };
    assertThatThrownBy(
            () ->
                send(
                    settings(2, 2),
                    buffers,
                    endless,
                    (number, part, digest) -> {
                      if (number == 2) {
                        throw trouble;
                      }
                    }))
        .isSameAs(trouble);
    assertThat(buffers.freeBytes()).isEqualTo(2L * PART);
  }

  @Test
  void aTroubleOfTheSourceWaitsForThePartsUnderWay() throws Exception {
    PartBuffers buffers = new PartBuffers(PART, 3L * PART);
    AtomicInteger running = new AtomicInteger();
    InputStream breaking =
        new InputStream() {
          private int given;

          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (given > PART) {
              throw new IOException("gone");
            }
            given += length;
            return length;
          }
        };
    assertThatThrownBy(
            () ->
                send(
                    settings(2, 3),
                    buffers,
                    breaking,
                    (number, part, digest) -> {
                      running.incrementAndGet();
                      Thread.yield();
                      running.decrementAndGet();
                    }))
        .hasMessageContaining("source-unreadable");
    assertThat(running.get()).isZero();
    assertThat(buffers.freeBytes()).isEqualTo(3L * PART);
  }
}
