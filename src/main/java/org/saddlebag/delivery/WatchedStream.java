package org.saddlebag.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.saddlebag.errors.FileUnavailable;

/**
 * A file's content, provided that it stays the file that was looked at. Looks again after opening,
 * so that it is this file that is open, and before it reports the end, so that nothing was written
 * meanwhile. The last bytes may have been handed out by then; the end is what completes an upload.
 */
final class WatchedStream extends InputStream {

  private final InputStream content;
  private final Path path;
  private final FileStamp expected;
  private long readBytes;

  WatchedStream(InputStream content, Path path, FileStamp expected) throws IOException {
    this.content = content;
    this.path = path;
    this.expected = expected;
    try {
      requireUnchanged();
    } catch (FileUnavailable e) {
      content.close();
      throw e;
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    int count;
    try {
      count = content.read(target, offset, length);
    } catch (IOException e) {
      throw SourceFile.failure(path, e);
    }
    readBytes += Math.max(count, 0);
    if (count < 0 || readBytes > expected.sizeBytes()) {
      requireUnchanged();
      requireLength();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private void requireUnchanged() {
    FileStamp now = look();
    if (!now.equals(expected)) {
      throw changed(
          "is %d bytes of %s, was %d bytes of %s"
              .formatted(
                  now.sizeBytes(), now.modified(), expected.sizeBytes(), expected.modified()));
    }
  }

  private void requireLength() {
    if (readBytes != expected.sizeBytes()) {
      throw changed("gave %d bytes, must give %d".formatted(readBytes, expected.sizeBytes()));
    }
  }

  private FileStamp look() {
    try {
      return FileStamp.of(path);
    } catch (NoSuchFileException e) {
      throw new FileUnavailable(
          DeliveryError.SOURCE_VANISHED, path + " vanished while it was read", e);
    } catch (IOException e) {
      throw SourceFile.failure(path, e);
    }
  }

  private FileUnavailable changed(String how) {
    return new FileUnavailable(
        DeliveryError.SOURCE_CHANGED, path + " changed while it was read: it " + how);
  }
}
