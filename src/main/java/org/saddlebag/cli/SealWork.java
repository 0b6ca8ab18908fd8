package org.saddlebag.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.DeliveryOrder;
import org.saddlebag.delivery.ManifestLine;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.delivery.SealedFile;
import org.saddlebag.delivery.SourceDescription;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.StoreError;

/** Seals and sends one file after another. Safe for several threads. */
final class SealWork {

  /** What receipts name in the place of a flow. */
  private static final String FLOW = "seal";

  /** Attempts while others keep taking the number that we wanted. */
  private static final int ATTEMPTS = 20;

  private final ObjectDelivery delivery;
  private final ObjectStore store;
  private final BatchRecord record;
  private final Meter meter;
  private final Manner manner;

  /**
   * How all files are sealed.
   *
   * @param bucket where they go
   * @param packing what becomes of the bytes
   * @param sse server-side encryption
   * @param collision what to do when a key is taken
   * @param verifyExisting whether the store is asked for what the record says was done
   * @param looks what else the objects get
   */
  record Manner(
      String bucket,
      Packing packing,
      ServerSideEncryption sse,
      CollisionPolicy collision,
      boolean verifyExisting,
      Looks looks) {}

  /**
   * What all objects get besides their bytes, metadata and encryption.
   *
   * @param settings storage class, headers, ACL and lock
   * @param tags may be empty
   * @param contentType media type, or null for the store's default
   * @param access in what capacity the store is spoken to
   */
  record Looks(
      ObjectSettings settings, Map<String, String> tags, String contentType, StoreAccess access) {}

  SealWork(
      ObjectDelivery delivery, ObjectStore store, BatchRecord record, Meter meter, Manner manner) {
    this.delivery = delivery;
    this.store = store;
    this.record = record;
    this.meter = meter;
    this.manner = manner;
  }

  Outcome seal(SealItem item) throws IOException {
    SourceFile source = SourceFile.open(item.root(), item.relative(), item.links());
    Optional<ManifestLine.Sealed> before = before(item, source);
    if (before.isPresent()) {
      record.journal().releasedBefore(before.get().delivery());
      return skipped(source, before.get());
    }
    Receipt receipt = deliver(source, order(item, source));
    record.note(
        ManifestLine.Sealed.of(absolute(source), item.name(), item.objectKey(), receipt),
        () -> record.journal().released(receipt.delivery()));
    return done(source, receipt);
  }

  /** What an earlier run has done with this very file, if that still stands. */
  private Optional<ManifestLine.Sealed> before(SealItem item, SourceFile source) {
    if (record.manifest().isEmpty()) {
      return Optional.empty();
    }
    SealedFile question =
        new SealedFile(
            absolute(source),
            source.description().sizeBytes(),
            source.description().modified(),
            manner.bucket(),
            item.objectKey(),
            manner.packing().masterKey(),
            manner.packing().format());
    return record
        .manifest()
        .flatMap(manifest -> manifest.sealed(question))
        .filter(line -> !manner.verifyExisting() || stillThere(line));
  }

  private boolean stillThere(ManifestLine.Sealed line) {
    try {
      ObjectAddress address = new ObjectAddress(line.bucket(), line.key());
      ObjectHead head = store.as(manner.looks().access()).head(address, customerKey());
      return head.lengthBytes() == line.sealedBytes()
          && (line.eTag() == null || Objects.equals(line.eTag(), head.eTag()));
    } catch (Refused e) {
      if (e.code() == StoreError.NO_SUCH_OBJECT) {
        return false;
      }
      throw e;
    }
  }

  private CustomerKey customerKey() {
    return manner.sse() instanceof ServerSideEncryption.SseC c ? c.key() : null;
  }

  private DeliveryOrder order(SealItem item, SourceFile source) {
    SourceDescription found = source.description();
    // Names in several folders may be the same; below the target they are not.
    SourceDescription named =
        new SourceDescription(item.name(), found.sizeBytes(), found.modified(), found.identity());
    return new DeliveryOrder(
        FLOW,
        named,
        manner.bucket(),
        item.objectKey(),
        manner.sse(),
        manner.collision(),
        manner.looks().contentType(),
        Map.of(),
        manner.looks().tags(),
        manner.looks().settings(),
        manner.looks().access(),
        null);
  }

  private Receipt deliver(SourceFile source, DeliveryOrder order) throws IOException {
    Optional<Receipt> delivered = delivery.alreadyDelivered(order);
    if (delivered.isPresent()) {
      return delivered.get();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return deliverOnce(source, order);
      } catch (StoreUnavailable e) {
        if (e.code() != DeliveryError.KEY_TAKEN || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Receipt deliverOnce(SourceFile source, DeliveryOrder order) throws IOException {
    try (CountingInputStream plaintext = new CountingInputStream(source.stream(), meter)) {
      boolean delivered = false;
      try {
        Receipt receipt =
            manner
                .packing()
                .send(
                    plaintext,
                    source.description().sizeBytes(),
                    content -> delivery.deliver(order, content));
        delivered = true;
        return receipt;
      } finally {
        if (!delivered) {
          plaintext.takeBack();
        }
      }
    }
  }

  private static Outcome skipped(SourceFile source, ManifestLine.Sealed line) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("item", source.path().toString());
    details.put("object", "s3://" + line.bucket() + "/" + line.key());
    details.put("delivery", line.delivery());
    return Outcome.skipped(line.bytes(), details);
  }

  private static Outcome done(SourceFile source, Receipt receipt) {
    Receipt.Target object = receipt.object();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("item", source.path().toString());
    details.put("object", "s3://" + object.bucket() + "/" + object.key());
    details.put("receipt", receipt);
    long bytes = source.description().sizeBytes();
    String text =
        (source.path() + " as s3://" + object.bucket() + "/" + object.key())
            + (" (" + ByteCount.of(bytes) + ", " + how(receipt.envelope()) + ")");
    return Outcome.done(text, bytes, details);
  }

  private static String how(Receipt.Seal seal) {
    return seal == null ? "not sealed" : seal.format() + ", key " + seal.masterKey();
  }

  private static String absolute(SourceFile source) {
    return source.path().toAbsolutePath().normalize().toString();
  }
}
