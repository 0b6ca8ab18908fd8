package org.saddlebag.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.DeliveryOrder;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.envelope.SealingKey;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.s3.ServerSideEncryption;

/** Seals one file after another, each under a data key of its own. Safe for several threads. */
final class SealWork {

  /** What receipts name in the place of a flow. */
  private static final String FLOW = "seal";

  /** Attempts while others keep taking the number that we wanted. */
  private static final int ATTEMPTS = 20;

  private final Sealer sealer;
  private final ObjectDelivery delivery;
  private final Manner manner;

  /**
   * How all files are sealed.
   *
   * @param bucket where they go
   * @param masterKey the configured name of the master key
   * @param suite decides the format
   * @param context additional KMS encryption context, usually empty
   * @param sse server-side encryption
   * @param collision what to do when a key is taken
   */
  record Manner(
      String bucket,
      String masterKey,
      AlgorithmSuite suite,
      Map<String, String> context,
      ServerSideEncryption sse,
      CollisionPolicy collision) {}

  SealWork(Sealer sealer, ObjectDelivery delivery, Manner manner) {
    this.sealer = sealer;
    this.delivery = delivery;
    this.manner = manner;
  }

  Tally.Done seal(SealItem item) throws IOException {
    SourceFile source = SourceFile.open(item.root(), item.relative(), item.links());
    Receipt receipt = deliver(source, order(item, source));
    return done(source, receipt);
  }

  private DeliveryOrder order(SealItem item, SourceFile source) {
    return new DeliveryOrder(
        FLOW,
        source.description(),
        manner.bucket(),
        item.objectKey(),
        manner.sse(),
        manner.collision(),
        null,
        Map.of(),
        Map.of());
  }

  private Receipt deliver(SourceFile source, DeliveryOrder order) throws IOException {
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
    try (SealingKey key = sealer.generate(manner.masterKey(), manner.suite(), manner.context());
        InputStream plaintext = source.stream()) {
      return delivery.deliver(order, sealer.seal(key, plaintext, source.description().sizeBytes()));
    }
  }

  private static Tally.Done done(SourceFile source, Receipt receipt) {
    Receipt.Target object = receipt.object();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("item", source.path().toString());
    details.put("object", "s3://" + object.bucket() + "/" + object.key());
    details.put("receipt", receipt);
    long bytes = source.description().sizeBytes();
    String text =
        "%s as s3://%s/%s (%s, %s, key %s)"
            .formatted(
                source.path(),
                object.bucket(),
                object.key(),
                ByteCount.of(bytes),
                receipt.envelope().format(),
                receipt.envelope().masterKey());
    return new Tally.Done(text, bytes, details);
  }
}
