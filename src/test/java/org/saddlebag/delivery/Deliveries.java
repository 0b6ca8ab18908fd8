package org.saddlebag.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.saddlebag.envelope.SealedContent;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.keys.KeyUse;
import org.saddlebag.s3.ServerSideEncryption;

/** Shared by the tests: a node with its state folder that can be killed and started again. */
final class Deliveries implements AutoCloseable {

  /** Of today, as the journal forgets what is old. */
  static final Clock CLOCK = Clock.fixed(Instant.now(), ZoneOffset.UTC);

  static final String FLOW = "invoices";
  static final String BUCKET = "bucket";

  final Path state;
  final MemoryStore store;
  Journal journal;
  Receipts receipts;
  ObjectDelivery delivery;

  Deliveries(Path state, MemoryStore store) {
    this.state = state;
    this.store = store;
    start(Failpoints.NONE);
  }

  void start(Failpoints failpoints) {
    journal = Journal.open(state, "node-1");
    receipts = Receipts.open(state);
    delivery = new ObjectDelivery(store, journal, receipts, failpoints, CLOCK);
    delivery.recover();
  }

  /** Loses what is only in memory. */
  void kill() throws IOException {
    journal.abandon();
  }

  void restart() throws IOException {
    restart(Failpoints.NONE);
  }

  void restart(Failpoints failpoints) throws IOException {
    kill();
    start(failpoints);
  }

  /** An orderly end and a new start. */
  void reopen() {
    close();
    start(Failpoints.NONE);
  }

  @Override
  public void close() {
    receipts.close();
    journal.close();
  }

  List<Receipt> receiptsOnDisk() throws IOException {
    JsonLines json = new JsonLines();
    List<Receipt> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(state.resolve("receipts"))) {
      for (Path file : files.sorted().toList()) {
        JsonLines.forEach(file, line -> json.parse(line, Receipt.class).ifPresent(found::add));
      }
    }
    return found;
  }

  static DeliveryOrder order(SourceDescription source, String key, CollisionPolicy collision) {
    return new DeliveryOrder(
        FLOW,
        source,
        BUCKET,
        key,
        new ServerSideEncryption.BucketDefault(),
        collision,
        "text/plain",
        Map.of(),
        Map.of());
  }

  static DeliveryOrder order(String name, CollisionPolicy collision) {
    return order(
        new SourceDescription(name, 10, Instant.parse("2026-01-02T03:04:05.678Z"), "7@x"),
        name,
        collision);
  }

  /** The same of a source that may come again. */
  static DeliveryOrder again(DeliveryOrder plain, DeliveryOrder.Again again) {
    return new DeliveryOrder(
        plain.flow(),
        plain.source(),
        plain.bucket(),
        plain.objectKey(),
        plain.sse(),
        plain.collision(),
        plain.contentType(),
        plain.metadata(),
        plain.tags(),
        plain.settings(),
        plain.access(),
        again);
  }

  static SealedContent content(String text) {
    return content(text.getBytes(StandardCharsets.UTF_8));
  }

  static SealedContent content(byte[] bytes) {
    return content(new ByteArrayInputStream(bytes), bytes.length);
  }

  static SealedContent content(InputStream bytes, long length) {
    return new SealedContent(
        bytes,
        length,
        Map.of("x-amz-c", "115", "x-amz-i", "bWVzc2FnZQ=="),
        AlgorithmSuite.GCM_HKDF_COMMIT_KEY,
        new KeyUse("archive", "3", "kms-request-9"));
  }
}
