package org.saddlebag.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.saddlebag.errors.Refused;

/** Reading a manifest's lines, in order with their places, or one at its place. */
final class ManifestFile implements AutoCloseable {

  /** No line that we write comes near; what is longer is no manifest. */
  private static final int LONGEST_LINE_BYTES = 1 << 20;

  /** Most lines are shorter. */
  private static final int PIECE_BYTES = 2048;

  private final Path file;
  private final JsonLines json = new JsonLines();
  private final InputStream in;
  private long next;
  private long at;

  private ManifestFile(Path file) throws IOException {
    this.file = file;
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /**
   * Opens a manifest and checks its header.
   *
   * @throws Refused {@code NOT_A_MANIFEST} if the file is something else or of a later format
   */
  static ManifestFile open(Path file) throws IOException {
    ManifestFile opened = new ManifestFile(file);
    try {
      opened.requireHeader();
      return opened;
    } catch (IOException | Refused e) {
      opened.close();
      throw e;
    }
  }

  /** The next line that can be read, or null at the end. */
  ManifestLine next() throws IOException {
    while (true) {
      String text = line();
      if (text == null) {
        return null;
      }
      Optional<ManifestLine> line = json.parse(text, ManifestLine.class);
      if (line.isPresent()) {
        return line.get();
      }
    }
  }

  /** Where the line that {@link #next} gave begins. */
  long offset() {
    return at;
  }

  /** The line that begins at a place; empty where it can't be read any more. */
  static Optional<ManifestLine> at(RandomAccessFile file, long offset, JsonLines json)
      throws IOException {
    file.seek(offset);
    ByteArrayOutputStream line = new ByteArrayOutputStream(PIECE_BYTES);
    byte[] piece = new byte[PIECE_BYTES];
    for (int count = file.read(piece); count > 0; count = file.read(piece)) {
      int end = lineFeed(piece, count);
      line.write(piece, 0, end < 0 ? count : end);
      if (end >= 0 || line.size() > LONGEST_LINE_BYTES) {
        break;
      }
    }
    return json.parse(line.toString(StandardCharsets.UTF_8), ManifestLine.class);
  }

  private static int lineFeed(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void requireHeader() throws IOException {
    String text = line();
    ManifestLine first = text == null ? null : json.parse(text, ManifestLine.class).orElse(null);
    if (!(first instanceof ManifestLine.Header header)
        || !Manifest.FORMAT.equals(header.format())) {
      throw new Refused(
          DeliveryError.NOT_A_MANIFEST, file + " does not begin with a manifest's header");
    }
    if (header.version() > Manifest.VERSION) {
      throw new Refused(
          DeliveryError.NOT_A_MANIFEST,
          "%s has version %d, must have at most %d"
              .formatted(file, header.version(), Manifest.VERSION));
    }
  }

  /** A text of at most the longest line; null at the end. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    at = next;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
      }
      next++;
      if (line.size() < LONGEST_LINE_BYTES) {
        line.write(b);
      }
    }
    next++;
    return line.toString(StandardCharsets.UTF_8);
  }
}
