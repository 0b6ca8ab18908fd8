package org.saddlebag.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.Refused;

/**
 * Reads a properties file as UTF-8 and names what the form swallows silently: names given twice,
 * blanks at the end of a value, comments behind a value, lost backslashes, a byte-order mark.
 */
final class PropertiesText {

  /** Ours, and those of Camel's that we read; only there a comment behind a value is certain. */
  private static final Pattern OURS =
      Pattern.compile("saddlebag\\..*|camel\\.component\\.(aws2-(s3|kms|sqs)|kafka)\\..*");

  /** An odd backslash before a character that it means nothing for: it just vanishes. */
  private static final Pattern LOST_BACKSLASH =
      Pattern.compile(
          "(?m)^\\s*([^\\s#!=:][^\\s=:]*).*?(?<!\\\\)(\\\\\\\\)*\\\\[^\\\\tnrfu:=#! \\r\\n]");

  private final Problems problems;
  private final Map<String, String> values = new LinkedHashMap<>();

  private PropertiesText(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the file.
   *
   * @param file UTF-8
   * @param problems learns of every trap
   * @return values by name, in the file's order
   * @throws Refused if the file is no readable text
   */
  static Map<String, String> read(Path file, Problems problems) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), problems);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not UTF-8", null);
    } catch (IOException e) {
      throw unreadable(file, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
    } catch (IllegalArgumentException e) {
      throw unreadable(file, "has a \\u without four hexadecimal digits behind it", null);
    }
  }

  static Map<String, String> parse(String text, Problems problems) throws IOException {
    return new PropertiesText(problems).load(text);
  }

  private Map<String, String> load(String text) throws IOException {
    String plain = text;
    if (text.startsWith("\uFEFF")) {
      problems.add("the file", "starts with a byte-order mark", "save it as UTF-8 without one");
      plain = text.substring(1);
    }
    new Collector().load(new StringReader(plain));
    Matcher lost = LOST_BACKSLASH.matcher(plain);
    while (lost.find()) {
      problems.add(
          lost.group(1), "has a backslash that would vanish", "write \\\\ for a backslash");
    }
    values.forEach(this::lookForTraps);
    return values;
  }

  private void lookForTraps(String key, String value) {
    if (!value.equals(value.strip())) {
      problems.add(key, "has blanks at the end of its value", "remove them");
    }
    if (OURS.matcher(key).matches() && value.matches("(?s).*\\s[#!](\\s.*)?|.*\\s#.*")) {
      problems.add(
          key, "has a comment behind its value", "give the comment a line of its own, above");
    }
  }

  private static Refused unreadable(Path file, String why, IOException cause) {
    return new Refused(SettingsError.CONFIGURATION_UNREADABLE, file + " " + why, cause);
  }

  /** Sees each pair as it is read; {@link Properties} itself keeps only the last of a name. */
  private final class Collector extends Properties {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Object put(Object key, Object value) {
      if (values.put((String) key, (String) value) != null) {
        problems.add((String) key, "is given twice", "keep one of the lines");
      }
      return super.put(key, value);
    }
  }
}
