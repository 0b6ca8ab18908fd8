package org.saddlebag.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.settings.ObjectSettingsRules;
import org.saddlebag.settings.ObjectSettingsText;
import org.saddlebag.settings.WriteOnlyRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What objects get besides their bytes, metadata and encryption, and how the store is spoken to.
 */
final class ObjectOptions {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectOptions.class);

  private final Map<String, String> given = new HashMap<>();

  @Option(
      names = "--tags",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "The objects' tags, separated by commas.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(names = "--content-type", paramLabel = "TYPE", description = "The objects' media type.")
  private String contentType;

  @Option(
      names = "--checksum",
      paramLabel = "NAME",
      description = "What proves an object: crc32c (aws) or md5 (other stores), as by default.")
  private String checksum;

  @Option(
      names = "--write-only",
      description =
          "Send nothing but puts and aborts: never read, look at or list, and be judged by the"
              + " answers alone.")
  private boolean writeOnly;

  @Mixin private AccessOptions access;

  @Option(
      names = "--storage-class",
      paramLabel = "CLASS",
      description = "The storage class in S3's words, for example STANDARD_IA.")
  void setStorageClass(String value) {
    given.put("storageClass", value);
  }

  @Option(names = "--cache-control", paramLabel = "TEXT", description = "Cache-Control.")
  void setCacheControl(String value) {
    given.put("cacheControl", value);
  }

  @Option(
      names = "--content-disposition",
      paramLabel = "TEXT",
      description = "Content-Disposition.")
  void setContentDisposition(String value) {
    given.put("contentDisposition", value);
  }

  @Option(names = "--content-encoding", paramLabel = "TEXT", description = "Content-Encoding.")
  void setContentEncoding(String value) {
    given.put("contentEncoding", value);
  }

  @Option(names = "--content-language", paramLabel = "TEXT", description = "Content-Language.")
  void setContentLanguage(String value) {
    given.put("contentLanguage", value);
  }

  @Option(
      names = "--acl",
      paramLabel = "NAME",
      description = "A canned ACL, for example bucket-owner-full-control.")
  void setAcl(String value) {
    given.put("acl", value);
  }

  @Option(
      names = "--lock-mode",
      paramLabel = "governance|compliance",
      description = "Lock the objects; needs --lock-retain.")
  void setLockMode(String value) {
    given.put("lockMode", value);
  }

  @Option(
      names = "--lock-retain",
      paramLabel = "SPAN|INSTANT",
      description = "How long: 365d from the delivery on, or until 2030-01-01T00:00:00Z.")
  void setLockRetain(String value) {
    given.put("lockRetain", value);
  }

  @Option(names = "--legal-hold", description = "Hold the objects until somebody lifts it.")
  void setLegalHold(boolean value) {
    given.put("legalHold", value ? "true" : null);
  }

  /** Refuses values that mean nothing, before anything is opened. */
  void requireReadable() {
    settings();
    access();
  }

  ObjectSettings settings() {
    return ObjectSettingsText.parse(given);
  }

  StoreAccess access() {
    return access.of(writeOnly);
  }

  Map<String, String> tags() {
    return tags;
  }

  String contentType() {
    return contentType;
  }

  /** What tells one wish from another. */
  String identity() {
    String words = new TreeMap<>(given) + "" + new TreeMap<>(tags) + contentType + access();
    return given.isEmpty() && tags.isEmpty() && contentType == null ? "" : words;
  }

  /**
   * Refuses what the store, the bucket or a write-only sender can't do.
   *
   * @throws Refused one message names all of it
   */
  void check(
      StoreProfile profile,
      String bucket,
      ServerSideEncryption sse,
      CollisionPolicy collision,
      boolean verifyExisting) {
    List<String> problems =
        new ArrayList<>(
            new ObjectSettingsRules(profile, bucket).problems(settings(), access(), tags));
    ObjectSettingsRules.warning(settings()).ifPresent(LOG::warn);
    ObjectSettingsRules.checksum(profile, checksum).ifPresent(problems::add);
    if (writeOnly) {
      problems.addAll(WriteOnlyRules.problems(profile, collision, sse));
      WriteOnlyRules.warning(sse).ifPresent(LOG::warn);
    }
    if (writeOnly && verifyExisting) {
      problems.add("--verify-existing looks at objects: leave it or --write-only out");
    }
    if (!problems.isEmpty()) {
      throw new Refused(CliError.BAD_OBJECT_OPTIONS, String.join("; ", problems));
    }
  }
}
