package org.saddlebag.delivery;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;

/**
 * Plaintext on its way to a file. Writing throws {@code FileUnavailable(DISK_FULL)} when there is
 * no room. Not safe for use by several threads.
 */
public final class StagedFile extends OutputStream {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path path;
  private final FileOutputStream file;
  private final OutputStream buffered;
  private long sizeBytes;
  private boolean verified;

  StagedFile(Path path, FileOutputStream file) {
    this.path = path;
    this.file = file;
    this.buffered = new BufferedOutputStream(file, BUFFER_BYTES);
  }

  static StagedFile create(Path path) throws IOException {
    Files.createFile(path);
    return new StagedFile(path, new FileOutputStream(path.toFile()));
  }

  /**
   * How much has been written.
   *
   * @return bytes, from 0
   */
  public long sizeBytes() {
    return sizeBytes;
  }

  /**
   * Declares that the content was verified as a whole; nothing can be written behind it. Without it
   * the file can't be published.
   *
   * @param plaintextBytes the length that {@code Opener.open} returned
   * @throws org.saddlebag.errors.Damaged if another number of bytes was written
   */
  public void verified(long plaintextBytes) {
    if (plaintextBytes != sizeBytes) {
      throw new Damaged(
          DeliveryError.NOT_VERIFIED,
          "%d bytes were staged, %d were verified".formatted(sizeBytes, plaintextBytes));
    }
    verified = true;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (verified) {
      throw new IllegalStateException("the content was declared verified");
    }
    try {
      buffered.write(bytes, offset, length);
      sizeBytes += length;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      buffered.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Deletes the file unless it was published; may be called twice. */
  @Override
  public void close() {
    try {
      file.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  Path path() {
    return path;
  }

  /**
   * Brings content and modification time to the disk.
   *
   * @param modified null for now
   * @return what the file is known by under its final name
   */
  FileStamp settle(Instant modified) {
    if (!verified) {
      throw new Refused(
          DeliveryError.NOT_VERIFIED, "what is staged in %s was not verified".formatted(path));
    }
    try {
      buffered.flush();
      if (modified != null) {
        Files.setLastModifiedTime(path, FileTime.from(modified));
      }
      file.getFD().sync();
      file.close();
      return FileStamp.of(path);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private FileUnavailable failure(IOException e) {
    return Disk.failure(DeliveryError.FOLDER_UNWRITABLE, "write", path, e);
  }
}
