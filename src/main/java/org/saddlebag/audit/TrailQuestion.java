package org.saddlebag.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.saddlebag.errors.Refused;

/**
 * Which lines somebody wants to see; null for all.
 *
 * @param key the master key's configured name, or its version or ARN
 * @param object {@code s3://BUCKET/KEY}, or all below one that ends with a slash
 * @param since from this time on
 * @param until before this time
 * @param who the operating-system user, host, node or AWS identity
 * @param flow the flow, or the command
 */
public record TrailQuestion(
    String key, String object, Instant since, Instant until, String who, String flow) {

  /**
   * Reads a time.
   *
   * @param text UTC: a day, a day and time, or with {@code Z} or an offset; null for none
   * @return null for none
   * @throws Refused if it is none
   */
  public static Instant time(String text) {
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return text.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")
          ? java.time.OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new Refused(AuditError.BAD_QUESTION, "'" + text + "' is no time", e);
    }
  }

  /**
   * The data keys of the objects that are asked for: by them also the lines are found that were
   * written before the object had an address.
   *
   * @param trail what to look through
   * @return fingerprints; empty where no object is asked for
   */
  public Set<String> dataKeys(TrailReader trail) {
    Set<String> keys = new HashSet<>();
    if (object != null) {
      trail.forEach(
          (lane, line) -> {
            if (line.text("object").filter(this::isObject).isPresent()) {
              line.text("dataKey").ifPresent(keys::add);
            }
          });
    }
    return keys;
  }

  /**
   * Whether a line is asked for.
   *
   * @param line a whole one
   * @param dataKeys from {@link #dataKeys}
   * @return true where nothing speaks against it
   */
  public boolean asksFor(ChainLine line, Set<String> dataKeys) {
    return timely(line)
        && (key == null || is(line, key, "key") || is(line, key, "keyVersion"))
        && (flow == null || is(line, flow, "flow"))
        && (who == null || isWho(line))
        && (object == null
            || line.text("object").filter(this::isObject).isPresent()
            || line.text("dataKey").filter(dataKeys::contains).isPresent());
  }

  private boolean timely(ChainLine line) {
    if (since == null && until == null) {
      return true;
    }
    Instant time = Instant.parse(line.text("time").orElse("1970-01-01T00:00:00Z"));
    return (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
  }

  private boolean isWho(ChainLine line) {
    return is(line, who, "user")
        || is(line, who, "host")
        || is(line, who, "node")
        || is(line, who, "aws");
  }

  private static boolean is(ChainLine line, String wanted, String field) {
    return line.text(field).filter(wanted::equals).isPresent();
  }

  private boolean isObject(String address) {
    return object.endsWith("/") ? address.startsWith(object) : address.equals(object);
  }
}
