package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The objects that a manifest lists as sealed, each name once with its last line, read from the
 * file one by one. Not safe for use by several threads.
 */
public final class ManifestObjects implements Iterator<ManifestLine.Sealed>, AutoCloseable {

  private final Path file;
  private final LineIndex last = new LineIndex();
  private final ManifestFile lines;
  private ManifestLine.Sealed next;
  private boolean closed;

  private ManifestObjects(Path file) throws IOException {
    this.file = file;
    try (ManifestFile first = ManifestFile.open(file)) {
      for (ManifestLine line = first.next(); line != null; line = first.next()) {
        if (line instanceof ManifestLine.Sealed sealed) {
          last.put(sealed.name(), first.offset());
        }
      }
    }
    this.lines = ManifestFile.open(file);
  }

  /**
   * Reads a manifest.
   *
   * @param file the file
   * @return its objects; closes itself at the end
   * @throws org.saddlebag.errors.Refused {@code NOT_A_MANIFEST} if the file is something else
   * @throws org.saddlebag.errors.FileUnavailable if it can't be read
   */
  public static ManifestObjects of(Path file) {
    try {
      return new ManifestObjects(file);
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.MANIFEST_UNAVAILABLE, "read the manifest", file, e);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && !closed) {
        ManifestLine line = lines.next();
        if (line == null) {
          close();
          return false;
        }
        if (line instanceof ManifestLine.Sealed sealed
            && last.get(sealed.name()) == lines.offset()) {
          next = sealed;
        }
      }
      return next != null;
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.MANIFEST_UNAVAILABLE, "read the manifest", file, e);
    }
  }

  @Override
  public ManifestLine.Sealed next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ManifestLine.Sealed found = next;
    next = null;
    return found;
  }

  @Override
  public void close() {
    closed = true;
    try {
      lines.close();
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.MANIFEST_UNAVAILABLE, "close the manifest", file, e);
    }
  }
}
