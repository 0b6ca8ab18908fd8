package org.saddlebag.delivery;

import java.time.Clock;
import org.saddlebag.envelope.OutgoingContent;
import org.saddlebag.envelope.SealedContent;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ContentMetadata;
import org.saddlebag.format.EncryptedDataKey;
import org.saddlebag.format.MetadataReader;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ProofLevel;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.StoredObject;

/** Makes receipts: a draft before the put, the whole one when the store's answer proves enough. */
final class ReceiptWriter {

  private final Clock clock;
  private final String host;

  ReceiptWriter(Clock clock, String host) {
    this.clock = clock;
    this.host = host;
  }

  /** What is known before the put; its encryption is what is asked for. */
  Receipt draft(String id, DeliveryOrder order, OutgoingContent content, ObjectAddress target) {
    return new Receipt(
        id,
        order.flow(),
        order.source(),
        new Receipt.Target(target.bucket(), target.key(), null, null, content.lengthBytes()),
        content instanceof SealedContent sealed ? seal(sealed) : null,
        SseWords.asked(order.sse()),
        null,
        clock.instant(),
        null,
        host);
  }

  /** The same of what another node may have put there. */
  Receipt draft(String id, DeliveryOrder order, ObjectAddress target) {
    return new Receipt(
        id,
        order.flow(),
        order.source(),
        new Receipt.Target(target.bucket(), target.key(), null, null, -1),
        null,
        SseWords.asked(order.sse()),
        null,
        clock.instant(),
        null,
        host);
  }

  private static Receipt.Seal seal(SealedContent content) {
    return new Receipt.Seal(
        content.suite() == AlgorithmSuite.GCM_HKDF_COMMIT_KEY ? "v3" : "v2",
        content.suite().id(),
        content.use().masterKey(),
        content.use().version(),
        content.use().requestId(),
        content.use().dataKey());
  }

  /**
   * Judges the answer to a put.
   *
   * @param access a sender that may only write had but the answers
   * @throws StoreUnavailable {@code NOT_PROVEN}, not to be tried again by itself, as each try would
   *     leave another object
   */
  Receipt proven(Receipt draft, StoredObject stored, StoreAccess access) {
    Receipt.Target asked = draft.object();
    boolean length = asked.lengthBytes() < 0 || asked.lengthBytes() == stored.lengthBytes();
    if (!length || SseWords.contradicts(draft.sse(), stored.sse(), stored.sseKeyId())) {
      throw notProven(
          stored,
          "%d bytes under %s, must be %d bytes under %s"
              .formatted(stored.lengthBytes(), stored.sse(), asked.lengthBytes(), draft.sse()));
    }
    if (stored.proofLevel() == ProofLevel.NONE) {
      throw notProven(stored, "neither checksum nor length that could be compared");
    }
    Receipt.Target target =
        new Receipt.Target(
            asked.bucket(),
            asked.key(),
            stored.address().versionId(),
            stored.eTag(),
            stored.lengthBytes());
    return finished(
        draft,
        target,
        SseWords.said(draft.sse(), stored.sse(), stored.sseKeyId()),
        new Receipt.Evidence(
            stored.proofLevel(),
            stored.checksum(),
            stored.requestId(),
            false,
            access.writeOnly() ? Receipt.Evidence.BY_ANSWER : null));
  }

  /** The receipt of an object that was found by its delivery id; it may say where it ends. */
  Receipt recovered(Receipt draft, DeliveryOrder order, ObjectHead head) {
    if (order.extent() != null) {
      order.extent().found(head.metadata());
    }
    Receipt.Target target =
        new Receipt.Target(
            draft.object().bucket(),
            draft.object().key(),
            head.address().versionId(),
            head.eTag(),
            head.lengthBytes());
    return finished(
        draft.sealedAs(sealOf(draft, head)),
        target,
        SseWords.said(draft.sse(), head.sse(), head.sseKeyId()),
        new Receipt.Evidence(ProofLevel.LENGTH, null, head.requestId(), true));
  }

  /**
   * The receipt of a source that came again and whose object is there already.
   *
   * @throws Refused {@code ID_TAKEN} if that object is of another length
   * @throws StoreUnavailable {@code NOT_PROVEN} if it is encrypted otherwise than asked
   */
  Receipt ownAgain(Receipt draft, DeliveryOrder order, ObjectHead head) {
    Receipt.Target asked = draft.object();
    boolean fixed = order.extent() == null;
    if (fixed && asked.lengthBytes() >= 0 && asked.lengthBytes() != head.lengthBytes()) {
      throw new Refused(
          DeliveryError.ID_TAKEN,
          "%s was delivered to %s with %d bytes, and now has %d"
              .formatted(
                  OneLine.of(draft.source().name()),
                  head.address(),
                  head.lengthBytes(),
                  asked.lengthBytes()));
    }
    if (SseWords.contradicts(draft.sse(), head.sse(), head.sseKeyId())) {
      throw new StoreUnavailable(
          DeliveryError.NOT_PROVEN,
          "%s, of an earlier delivery of the same source, is under %s, must be under %s"
              .formatted(head.address(), head.sse(), draft.sse()));
    }
    return recovered(draft, order, head);
  }

  /** The attempt that made the object may have been another, with another data key. */
  private static Receipt.Seal sealOf(Receipt draft, ObjectHead head) {
    try {
      ContentMetadata envelope = new MetadataReader().read(head.metadata());
      EncryptedDataKey key = envelope.encryptedDataKey();
      if (draft.envelope() != null && key.fingerprint().equals(draft.envelope().dataKey())) {
        return draft.envelope();
      }
      return new Receipt.Seal(
          envelope.suite() == AlgorithmSuite.GCM_HKDF_COMMIT_KEY ? "v3" : "v2",
          envelope.suite().id(),
          key.description().get("saddlebag-key"),
          key.description().get("version"),
          null,
          key.fingerprint());
    } catch (SaddlebagException e) {
      return null;
    }
  }

  private Receipt finished(
      Receipt draft, Receipt.Target target, Receipt.StoreEncryption sse, Receipt.Evidence proof) {
    return new Receipt(
        draft.delivery(),
        draft.flow(),
        draft.source(),
        target,
        draft.envelope(),
        sse,
        proof,
        draft.started(),
        clock.instant(),
        draft.host());
  }

  private static StoreUnavailable notProven(StoredObject stored, String shown) {
    return new StoreUnavailable(
        DeliveryError.NOT_PROVEN,
        "the store's answer to the put of %s shows %s".formatted(stored.address(), shown));
  }
}
