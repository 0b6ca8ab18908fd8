package org.saddlebag.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectLock;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.StoreAccess;

/**
 * The settings of objects as flows and commands write them: each value by itself, and all of them
 * together. Whether the store has them is {@link ObjectSettingsRules}'s question.
 */
public final class ObjectSettingsText {

  /** The names of the settings, as flows write them. */
  public static final Set<String> NAMES =
      Set.of(
          "storageClass",
          "cacheControl",
          "contentDisposition",
          "contentEncoding",
          "contentLanguage",
          "acl",
          "lockMode",
          "lockRetain",
          "legalHold");

  /** Source: Amazon S3 User Guide, "Canned ACL"; those that an object can have. */
  private static final Set<String> ACLS =
      new TreeSet<>(
          Set.of(
              "private",
              "public-read",
              "public-read-write",
              "authenticated-read",
              "aws-exec-read",
              "bucket-owner-read",
              "bucket-owner-full-control"));

  private ObjectSettingsText() {}

  /**
   * Reads settings.
   *
   * @param given values by the names of flows; absent and blank ones are not set
   * @return the settings
   * @throws Refused at the first value that is wrong, or a lock without its other half
   */
  public static ObjectSettings parse(Map<String, String> given) {
    return new ObjectSettings(
        value(given, "storageClass"),
        header(value(given, "cacheControl")),
        header(value(given, "contentDisposition")),
        header(value(given, "contentEncoding")),
        header(value(given, "contentLanguage")),
        acl(value(given, "acl")),
        lock(value(given, "lockMode"), value(given, "lockRetain")),
        flag(value(given, "legalHold")));
  }

  /**
   * Reads in what capacity the store is spoken to.
   *
   * @param expectedOwner 12 digits, or blank
   * @param requesterPays {@code true}, {@code false} or blank
   * @param access {@code full}, {@code write-only} or blank
   * @return the access
   * @throws Refused if one is none of these
   */
  public static StoreAccess access(String expectedOwner, String requesterPays, String access) {
    return new StoreAccess(
        owner(filled(expectedOwner)), flag(filled(requesterPays)), writeOnly(filled(access)));
  }

  private static String owner(String text) {
    if (text != null && !text.matches("[0-9]{12}")) {
      throw bad("the expected owner '%s' is no AWS account: write its 12 digits", text);
    }
    return text;
  }

  private static boolean writeOnly(String text) {
    if (text != null && !text.equals("full") && !text.equals("write-only")) {
      throw bad("access '%s' is unknown: write full or write-only", text);
    }
    return "write-only".equals(text);
  }

  private static String header(String text) {
    if (text != null && !text.matches("[!-~]([ -~]*[!-~])?")) {
      throw bad("'%s' can't go into a header: use printable ASCII", text.replaceAll("[^ -~]", "?"));
    }
    return text;
  }

  private static String acl(String text) {
    if (text != null && !ACLS.contains(text)) {
      throw bad("the ACL '%s' is unknown: " + nearest(text, ACLS), text);
    }
    return text;
  }

  private static boolean flag(String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw bad("'%s' is neither true nor false", text);
    }
    return "true".equals(text);
  }

  private static ObjectLock lock(String mode, String retain) {
    if (mode == null && retain == null) {
      return null;
    }
    ObjectLock.Mode known = mode == null ? null : mode(mode);
    ObjectLock lock = retain == null ? null : lock(known, retain, Instant.now());
    if (known == null || lock == null) {
      throw bad(
          "a lock needs lockMode and lockRetain, and there is only %s: give both",
          mode == null ? "lockRetain" : "lockMode");
    }
    return lock;
  }

  /**
   * Reads a lock mode.
   *
   * @param text {@code governance} or {@code compliance}
   * @return the mode
   * @throws Refused if it is neither
   */
  public static ObjectLock.Mode mode(String text) {
    List<String> modes =
        Arrays.stream(ObjectLock.Mode.values())
            .map(mode -> mode.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!modes.contains(text)) {
      throw bad("the lock mode '%s' is unknown: " + nearest(text, modes), text);
    }
    return ObjectLock.Mode.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /**
   * Reads how long a lock lasts.
   *
   * @param mode its mode; null reads the same
   * @param text a span such as {@code 365d}, or an instant such as {@code 2030-01-01T00:00:00Z}
   * @param now an instant before this is refused
   * @return the lock
   * @throws Refused if it is neither, or in the past
   */
  public static ObjectLock lock(ObjectLock.Mode mode, String text, Instant now) {
    ObjectLock.Mode any = mode == null ? ObjectLock.Mode.GOVERNANCE : mode;
    String mend = "write a span such as 365d, or an instant such as 2030-01-01T00:00:00Z";
    try {
      if (text.contains("T")) {
        Instant until = Instant.parse(text);
        if (!until.isAfter(now)) {
          throw bad("the lock ends at %s, in the past: let it end later", text);
        }
        return new ObjectLock(any, null, until);
      }
      Duration span = Units.duration(text, mend);
      if (span.isZero()) {
        throw bad("a lock of %s is none: " + mend, text);
      }
      return new ObjectLock(any, span, null);
    } catch (DateTimeException | ArithmeticException e) {
      throw bad("'%s' is no end of a lock: " + mend, text);
    } catch (BadValue e) {
      throw bad("'%s' is no end of a lock: " + mend, text);
    }
  }

  static String nearest(String text, Collection<String> known) {
    return NearestName.of(text, known)
        .map(name -> "did you mean " + name + "?")
        .orElse("use one of " + String.join(", ", known));
  }

  private static String value(Map<String, String> given, String name) {
    return filled(given.get(name));
  }

  private static String filled(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  static Refused bad(String what, String value) {
    return new Refused(SettingsError.BAD_OBJECT_SETTINGS, what.formatted(value));
  }
}
