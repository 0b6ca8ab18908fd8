package org.saddlebag.local.s3;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.store.Restoration;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.ApiError;

/**
 * RestoreObject, and what can't be read without it. Sources: Amazon S3 API Reference,
 * RestoreObject; Amazon S3 User Guide, "Restoring an archived object". The archive tiers of
 * INTELLIGENT_TIERING, into which objects move only with the months, are not here.
 */
final class Archive {

  private static final String DEEP = "DEEP_ARCHIVE";
  private static final Set<String> ARCHIVED = Set.of("GLACIER", DEEP);
  private static final List<String> TIERS = List.of("Standard", "Bulk", "Expedited");

  private final Lookup lookup;
  private final Clock clock;
  private volatile Duration takes = Duration.ofSeconds(5);

  Archive(Lookup lookup, Clock clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.RESTORE_OBJECT, this::restore);
  }

  /** How long it takes until an object can be read; counts for those that wait already, too. */
  void restoringTakes(Duration span) {
    takes = span;
  }

  /** Refuses to read an archived object that is not restored. */
  void requireReadable(ObjectVersion version) {
    if (isArchived(version) && !isRestored(version)) {
      throw new ApiError(
              403,
              "InvalidObjectState",
              "The operation is not valid for the object's storage class")
          .detail("StorageClass", storageClass(version));
    }
  }

  /** The same for the source of a copy. */
  void requireActive(ObjectVersion version) {
    if (isArchived(version) && !isRestored(version)) {
      throw new ApiError(
          403,
          "ObjectNotInActiveTierError",
          "The source object of the COPY action is not in the active tier");
    }
  }

  /** The header {@code x-amz-restore}, or null where nothing was asked, or the copy is gone. */
  String header(ObjectVersion version) {
    if (isOngoing(version)) {
      return "ongoing-request=\"true\"";
    }
    return isRestored(version)
        ? "ongoing-request=\"false\", expiry-date=\"%s\""
            .formatted(Formats.http(Instant.ofEpochMilli(version.restoration().expiresMillis())))
        : null;
  }

  private Answer restore(S3Request request) throws IOException {
    XmlNode document = Intake.document(request, new BodyCheck(request));
    Bucket bucket = lookup.bucket(request);
    ObjectVersion version = lookup.version(request);
    if (!isArchived(version)) {
      throw new ApiError(
              403,
              "InvalidObjectState",
              "Restore is not allowed for the object's current storage class")
          .detail("StorageClass", storageClass(version));
    }
    int days = days(document);
    checkTier(document, version);
    if (isOngoing(version)) {
      throw new ApiError(409, "RestoreAlreadyInProgress", "Object restore is already in progress");
    }
    boolean restored = isRestored(version);
    Instant now = clock.instant();
    long asked = restored ? version.restoration().askedMillis() : now.toEpochMilli();
    Instant expires = expiry(restored ? now : now.plus(takes), days);
    bucket.restore(version, new Restoration(asked, expires.toEpochMilli()));
    return Answer.of(restored ? 200 : 202);
  }

  /** To the next midnight UTC. */
  private static Instant expiry(Instant from, int days) {
    return from.plus(days + 1L, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
  }

  private static int days(XmlNode document) {
    String days = document.need("Days");
    if (!days.matches("[1-9][0-9]{0,8}")) {
      throw S3Errors.malformedXml();
    }
    return Integer.parseInt(days);
  }

  private static void checkTier(XmlNode document, ObjectVersion version) {
    List<XmlNode> parameters = document.all("GlacierJobParameters");
    String tier = parameters.isEmpty() ? document.value("Tier") : parameters.get(0).need("Tier");
    if (tier != null && !TIERS.contains(tier)) {
      throw S3Errors.malformedXml();
    }
    if ("Expedited".equals(tier) && storageClass(version).equals(DEEP)) {
      throw S3Errors.invalidArgument(
          "Retrieval option is not supported by this storage class", "Tier", tier);
    }
  }

  private static String storageClass(ObjectVersion version) {
    return version.attributes().storageClass();
  }

  private static boolean isArchived(ObjectVersion version) {
    return ARCHIVED.contains(storageClass(version));
  }

  private boolean isOngoing(ObjectVersion version) {
    return version.restoration() != null && !isThere(version.restoration());
  }

  private boolean isRestored(ObjectVersion version) {
    Restoration restoration = version.restoration();
    return restoration != null
        && isThere(restoration)
        && clock.millis() < restoration.expiresMillis();
  }

  private boolean isThere(Restoration restoration) {
    return clock.millis() - restoration.askedMillis() >= takes.toMillis();
  }
}
