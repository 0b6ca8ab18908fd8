package org.saddlebag.delivery;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/** Names with {@code /} that stay inside a directory. */
final class RelativeNames {

  /** The longest name of a file on the usual file systems (NAME_MAX). */
  private static final int MAX_SEGMENT_BYTES = 255;

  private RelativeNames() {}

  /** The path of a name that a folder has given us: any name that stays inside. */
  static Path source(Path root, String name) {
    return resolve(root, name, escape(name), DeliveryError.BAD_SOURCE_NAME);
  }

  /** The path of a name that a stranger may have chosen: what people can read and type, too. */
  static Path output(Path root, String name) {
    String flaw = flaw(name);
    return resolve(root, name, flaw == null ? tooLong(name) : flaw, DeliveryError.BAD_OUTPUT_NAME);
  }

  /** A path as a name with {@code /}. */
  static String of(Path root, Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** What neither an object key nor an output may have, or null. */
  static String flaw(String name) {
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "has a control character";
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      return "is no valid UTF-8";
    }
    return escape(name);
  }

  /** Whether a name stays inside. */
  static boolean isInside(String name) {
    return escape(name) == null;
  }

  /** How a name would leave its directory or be another's, or null. */
  private static String escape(String name) {
    List<String> segments = Arrays.asList(name.split("/", -1));
    if (segments.contains("")) {
      return name.isEmpty() ? "is empty" : "begins or ends with '/' or has '//'";
    }
    if (segments.contains("..") || segments.contains(".")) {
      return "has a part '" + (segments.contains("..") ? ".." : ".") + "'";
    }
    return null;
  }

  /** What no file can be called for its length, or null. */
  static String tooLong(String name) {
    return Arrays.stream(name.split("/", -1))
            .anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES)
        ? "has a part of more than " + MAX_SEGMENT_BYTES + " bytes"
        : null;
  }

  private static Path resolve(Path root, String name, String flaw, DeliveryError code) {
    if (flaw != null) {
      throw new Refused(code, "the name '%s' %s".formatted(OneLine.of(name), flaw));
    }
    try {
      return root.resolve(name);
    } catch (InvalidPathException e) {
      throw new Refused(
          code,
          "the name '%s' can't be a file name here (%s); is the locale one of UTF-8?"
              .formatted(OneLine.of(name), e.getReason()),
          e);
    }
  }
}
