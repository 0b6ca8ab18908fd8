package org.saddlebag.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.saddlebag.errors.FileUnavailable;

/**
 * Content that is written once and read as often as it takes: in memory while it is small, else in
 * a nameless file under a one-time key. Written by one thread, then read by any.
 */
public final class Spool extends OutputStream {

  /** The folder in the state folder. */
  public static final String FOLDER = "spool";

  /** Up to here content stays in memory. */
  static final int MEMORY_BYTES = 256 * 1024;

  /** What {@link #requireRoom} leaves free on the disk. */
  public static final long SPARE_BYTES = 64L << 20;

  private final Path folder;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private SpoolFile file;
  private long sizeBytes;
  private boolean complete;

  private Spool(Path folder) {
    this.folder = folder;
  }

  /**
   * An empty spool.
   *
   * @param stateDirectory the state folder, in which large content has its file
   * @return to be closed in every case
   */
  public static Spool in(Path stateDirectory) {
    return new Spool(stateDirectory.resolve(FOLDER));
  }

  /**
   * Looks whether large content would find room, before it is taken from where it can't be put
   * back. Others may take the room all the same.
   *
   * @param stateDirectory the state folder
   * @param bytes of content, from 0
   * @throws FileUnavailable if it would leave less than {@value #SPARE_BYTES} bytes to journal,
   *     receipts and audit trail
   */
  public static void requireRoom(Path stateDirectory, long bytes) {
    if (bytes <= MEMORY_BYTES) {
      return;
    }
    try {
      long free = Files.getFileStore(stateDirectory).getUsableSpace();
      if (free - SPARE_BYTES < bytes) {
        throw new FileUnavailable(
            DeliveryError.DISK_FULL,
            "%s has room for %d bytes, %d are needed and %d must stay free"
                .formatted(stateDirectory, free, bytes, SPARE_BYTES));
      }
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "look at", stateDirectory, e);
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Adds content.
   *
   * @throws FileUnavailable if there is no room
   */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (complete) {
      throw new IllegalStateException("the content is complete");
    }
    try {
      if (file == null && sizeBytes + length > MEMORY_BYTES) {
        file = SpoolFile.create(folder);
        file.write(memory.toByteArray(), 0, memory.size());
        memory = null;
      }
      if (file == null) {
        memory.write(bytes, offset, length);
      } else {
        file.write(bytes, offset, length);
      }
      sizeBytes += length;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The content is complete; from now on it can be read. */
  public void complete() {
    if (file != null && !complete) {
      file.end();
    }
    complete = true;
  }

  /**
   * Whether all of the content is there.
   *
   * @return true when it can be read
   */
  public boolean isComplete() {
    return complete;
  }

  /**
   * How much was written.
   *
   * @return bytes, from 0
   */
  public long sizeBytes() {
    return sizeBytes;
  }

  /**
   * The content, anew each time.
   *
   * @return fails before its end where the file was changed
   */
  public InputStream open() {
    if (!complete) {
      throw new IllegalStateException("the content is not complete");
    }
    return file == null ? new ByteArrayInputStream(memory.toByteArray()) : file.open();
  }

  /** Forgets the content; may be called twice. */
  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private FileUnavailable failure(IOException e) {
    return Disk.failure(DeliveryError.STATE_UNWRITABLE, "write to", folder, e);
  }
}
