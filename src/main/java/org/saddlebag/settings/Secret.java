package org.saddlebag.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.saddlebag.errors.Refused;

/**
 * Where a password is: an environment variable or a file. The password itself is read when it is
 * needed and never kept here, so this may be logged.
 */
public final class Secret {

  private static final String MEND = "write env:VARIABLE or file:PATH";

  private final String source;
  private final Path file;
  private final UnaryOperator<String> environment;

  private Secret(String source, Path file, UnaryOperator<String> environment) {
    this.source = source;
    this.file = file;
    this.environment = environment;
  }

  /**
   * Reads where the secret is, and tries once whether it is there, if that is looked for. Plain
   * text is refused: files of settings are copied, shown and committed.
   */
  static Secret parse(String text, Surroundings surroundings) throws BadValue {
    Secret secret;
    if (text.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
      secret = new Secret(text, null, surroundings.environment());
    } else if (text.startsWith("file:") && text.length() > 5) {
      Path path = surroundings.resolve(text.substring(5));
      secret = new Secret("file:" + path, path, null);
    } else {
      throw new BadValue("gives a secret in plain text or in an unknown way", MEND);
    }
    if (!surroundings.looking()) {
      return secret;
    }
    try {
      Arrays.fill(secret.read(), '\0');
    } catch (Refused e) {
      throw new BadValue("cannot be had: " + e.what(), e.fix());
    }
    return secret;
  }

  /**
   * The secret, freshly read. From a file: UTF-8 without the line ends at its end.
   *
   * @return not empty; the caller wipes it
   * @throws Refused if it is gone or empty
   */
  public char[] read() {
    char[] secret = file == null ? fromEnvironment() : fromFile();
    if (secret.length == 0) {
      throw unreadable("is empty", null);
    }
    return secret;
  }

  private char[] fromEnvironment() {
    String value = environment.apply(source.substring(4));
    if (value == null) {
      throw unreadable("is not set", null);
    }
    return value.toCharArray();
  }

  private char[] fromFile() {
    byte[] bytes = new byte[0];
    try {
      bytes = Files.readAllBytes(file);
      CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      int end = chars.limit();
      while (end > 0 && (chars.get(end - 1) == '\n' || chars.get(end - 1) == '\r')) {
        end--;
      }
      char[] secret = Arrays.copyOf(chars.array(), end);
      Arrays.fill(chars.array(), '\0');
      return secret;
    } catch (CharacterCodingException e) {
      throw unreadable("is no UTF-8 text", null);
    } catch (IOException e) {
      throw unreadable(Files.exists(file) ? "cannot be read" : "does not exist", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private Refused unreadable(String why, IOException cause) {
    return new Refused(SettingsError.SECRET_UNREADABLE, source + " " + why, cause);
  }

  /** The source, never the secret. */
  @Override
  public String toString() {
    return source;
  }
}
