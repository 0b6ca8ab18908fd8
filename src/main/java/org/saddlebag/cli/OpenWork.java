package org.saddlebag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.FilePublisher;
import org.saddlebag.delivery.StagedFile;
import org.saddlebag.delivery.StagingArea;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.OpeningKey;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectBody;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;

/** Opens one object after another into files of one directory. Safe for several threads. */
final class OpenWork {

  /** Where the sending side notes the file's modification time; not protected by the envelope. */
  private static final String MODIFIED = "saddlebag-modified";

  private final ObjectStore store;
  private final Opener opener;
  private final StagingArea staging;
  private final FilePublisher publisher;
  private final Manner manner;

  /**
   * How all objects are opened.
   *
   * @param context the additional KMS encryption context they were sealed under, usually empty
   * @param collision what to do when a file name is taken
   */
  record Manner(Map<String, String> context, CollisionPolicy collision) {}

  OpenWork(
      ObjectStore store,
      Opener opener,
      StagingArea staging,
      FilePublisher publisher,
      Manner manner) {
    this.store = store;
    this.opener = opener;
    this.staging = staging;
    this.publisher = publisher;
    this.manner = manner;
  }

  Tally.Done open(ObjectAddress address, String name) throws IOException {
    requireFree(name);
    try (ObjectBody body = store.get(address, null)) {
      ObjectHead head = body.head();
      try (OpeningKey key = opener.unwrap(head.metadata(), manner.context());
          StagedFile staged = staging.create()) {
        long bytes = opener.open(key, body, head.lengthBytes(), staged);
        staged.verified(bytes);
        Path file = publish(staged, name, head);
        return done(head, key, file, bytes);
      }
    }
  }

  /** Saves the transfer where the publisher would refuse at its end; it is still the judge. */
  private void requireFree(String name) {
    Path file = staging.targetDirectory().resolve(name);
    if (manner.collision() == CollisionPolicy.REFUSE
        && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refused(DeliveryError.OUTPUT_EXISTS, file + " exists");
    }
  }

  private Path publish(StagedFile staged, String name, ObjectHead head) {
    String identity = DeliveredObjects.identity(head.address(), head.eTag());
    Path file = publisher.publish(staged, name, modified(head), manner.collision(), identity);
    publisher.settled(identity);
    return file;
  }

  /** What cannot be read is not worth a failure: the content is whole. */
  private static Instant modified(ObjectHead head) {
    try {
      String text = head.metadata().get(MODIFIED);
      return text == null ? head.lastModified() : Instant.parse(text);
    } catch (DateTimeException e) {
      return head.lastModified();
    }
  }

  private static Tally.Done done(ObjectHead head, OpeningKey key, Path file, long bytes) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("item", head.address().toString());
    details.put("file", file.toString());
    details.put("bytes", bytes);
    details.put("masterKey", key.use().masterKey());
    String text =
        "%s as %s (%s, key %s)"
            .formatted(head.address(), file, ByteCount.of(bytes), key.use().masterKey());
    return new Tally.Done(text, bytes, details);
  }
}
