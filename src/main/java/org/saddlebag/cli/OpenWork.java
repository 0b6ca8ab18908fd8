package org.saddlebag.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.saddlebag.content.ContentLength;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.FilePublisher;
import org.saddlebag.delivery.ManifestLine;
import org.saddlebag.delivery.StagedFile;
import org.saddlebag.delivery.StagingArea;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.OpeningKey;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.KeyUse;
import org.saddlebag.keys.Occasion;
import org.saddlebag.s3.CustomerKey;
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
  private final BatchRecord record;
  private final Meter meter;
  private final Manner manner;

  /**
   * How all objects are opened.
   *
   * @param context the additional KMS encryption context they were sealed under, usually empty
   * @param collision what to do when a file name is taken
   * @param customerKey the SSE-C key that they rest under, or null
   * @param unsealed whether objects that nobody sealed are copied as they are
   */
  record Manner(
      Map<String, String> context,
      CollisionPolicy collision,
      CustomerKey customerKey,
      boolean unsealed) {}

  OpenWork(
      ObjectStore store,
      Opener opener,
      StagingArea staging,
      FilePublisher publisher,
      BatchRecord record,
      Meter meter,
      Manner manner) {
    this.store = store;
    this.opener = opener;
    this.staging = staging;
    this.publisher = publisher;
    this.record = record;
    this.meter = meter;
    this.manner = manner;
  }

  Outcome open(OpenItem item) throws IOException {
    Optional<Outcome> before = before(item);
    if (before.isPresent()) {
      return before.get();
    }
    Instant started = Instant.now();
    requireFree(item.name());
    try (ObjectBody body = store.get(item.address(), manner.customerKey())) {
      ObjectHead head = body.head();
      requireMeant(item, head);
      if (item.eTag() == null) {
        meter.foundMore(Math.max(0, head.lengthBytes() - ContentLength.TAG_BYTES));
      }
      try (OpeningKey key = keyOf(head);
          StagedFile staged = staging.create()) {
        long bytes = openInto(staged, key, body);
        staged.verified(bytes);
        Path file =
            publisher.publish(
                staged, item.name(), modified(head), manner.collision(), identity(head));
        KeyUse use = key == null ? null : key.use();
        note(item, head, use, file, started);
        return done(head, use, file, bytes);
      }
    }
  }

  /** Null for an object that nobody sealed and that may pass. */
  private OpeningKey keyOf(ObjectHead head) {
    return manner.unsealed() && !opener.isSealed(head.metadata())
        ? null
        : opener.unwrap(head.metadata(), manner.context(), occasion(head));
  }

  private static Occasion occasion(ObjectHead head) {
    return new Occasion("open", head.address().url(), head.address().versionId(), head.requestId());
  }

  /** What an earlier run has opened, if its file still stands as it was left. */
  private Optional<Outcome> before(OpenItem item) throws IOException {
    if (record.manifest().isEmpty() || item.eTag() == null) {
      return Optional.empty();
    }
    String identity = DeliveredObjects.identity(item.address(), item.eTag());
    Optional<ManifestLine.Opened> line = record.manifest().get().opened(identity, wanted(item));
    if (line.isPresent() && stands(line.get())) {
      publisher.settled(identity);
      return Optional.of(skipped(item, Path.of(line.get().file()), line.get().bytes()));
    }
    Optional<Path> published = publisher.alreadyPublished(identity);
    if (published.isEmpty()) {
      return Optional.empty();
    }
    Path file = published.get();
    record.note(
        opened(item, item.eTag(), item.address().versionId(), -1, file, null, null),
        () -> publisher.settled(identity));
    return Optional.of(skipped(item, file, Files.size(file)));
  }

  private static boolean stands(ManifestLine.Opened line) throws IOException {
    Path file = Path.of(line.file());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return Files.size(file) == line.bytes()
        && Files.getLastModifiedTime(file).toInstant().equals(line.modified());
  }

  /** Saves the transfer where the publisher would refuse at its end; it is still the judge. */
  private void requireFree(String name) {
    File file = new File(staging.targetDirectory().toFile(), name);
    if (manner.collision() == CollisionPolicy.REFUSE && file.exists()) {
      throw new Refused(DeliveryError.OUTPUT_EXISTS, file + " exists");
    }
  }

  private static void requireMeant(OpenItem item, ObjectHead head) {
    if (item.exact() && !item.eTag().equals(head.eTag())) {
      throw new Refused(
          CliError.OTHER_OBJECT,
          "%s has the entity tag %s, must have %s as it was named"
              .formatted(head.address(), head.eTag(), item.eTag()));
    }
  }

  private long openInto(StagedFile staged, OpeningKey key, ObjectBody body) throws IOException {
    CountingOutputStream counted = new CountingOutputStream(staged, meter);
    boolean opened = false;
    try {
      long bytes =
          key == null
              ? body.transferTo(counted)
              : opener.open(key, body, body.head().lengthBytes(), counted);
      opened = true;
      return bytes;
    } finally {
      if (!opened) {
        counted.takeBack();
      }
    }
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

  private void note(OpenItem item, ObjectHead head, KeyUse use, Path file, Instant started)
      throws IOException {
    record.note(
        opened(
            item, head.eTag(), head.address().versionId(), head.lengthBytes(), file, use, started),
        () -> publisher.settled(identity(head)));
  }

  private ManifestLine.Opened opened(
      OpenItem item,
      String eTag,
      String version,
      long sealedBytes,
      Path file,
      KeyUse use,
      Instant started)
      throws IOException {
    BasicFileAttributes stands = Files.readAttributes(file, BasicFileAttributes.class);
    return new ManifestLine.Opened(
        item.address().bucket(),
        item.address().key(),
        version,
        eTag,
        sealedBytes,
        wanted(item),
        file.toString(),
        stands.size(),
        stands.lastModifiedTime().toInstant(),
        use == null ? null : use.masterKey(),
        use == null ? null : use.version(),
        started,
        Instant.now());
  }

  /** As text: not every name can be that of a file. */
  private String wanted(OpenItem item) {
    return staging.targetDirectory() + "/" + item.name();
  }

  private static String identity(ObjectHead head) {
    return DeliveredObjects.identity(head.address(), head.eTag());
  }

  private static Outcome skipped(OpenItem item, Path file, long bytes) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("item", item.address().toString());
    details.put("file", file.toString());
    return Outcome.skipped(bytes, details);
  }

  private static Outcome done(ObjectHead head, KeyUse use, Path file, long bytes) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("item", head.address().toString());
    details.put("file", file.toString());
    details.put("bytes", bytes);
    if (use != null) {
      details.put("masterKey", use.masterKey());
    }
    String text =
        (head.address() + " as " + file)
            + (" (" + ByteCount.of(bytes) + ", ")
            + (use == null ? "not sealed)" : "key " + use.masterKey() + ")");
    return Outcome.done(text, bytes, details);
  }
}
