package org.saddlebag.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.SaddlebagException;

/**
 * A file that a message names: looked at anew at each attempt, as it may come later than the
 * message. Used by one thread at a time.
 */
public final class ReferencedFile {

  private final ReferencedFiles files;
  private final String name;
  private SourceFile file;

  ReferencedFile(ReferencedFiles files, String name) {
    this.files = files;
    this.name = name;
    try {
      this.file = look();
    } catch (FileUnavailable e) {
      this.file = null;
    }
  }

  private SourceFile look() {
    return files.look(name);
  }

  /**
   * The message with this file's content, and with its path. A file that is not there fails when it
   * is read: before, the store is asked whether it has it already.
   *
   * @param message that names it
   * @param contentType the media type of the file
   * @return with the message's identity
   */
  public SourceMessage of(SourceMessage message, String contentType) {
    Map<String, String> headers = new HashMap<>(message.headers());
    headers.put(SourceMessage.PATH, name);
    return new SourceMessage(
        message.id(),
        message.sent(),
        message.redelivered() || file == null,
        file == null ? -1 : file.description().sizeBytes(),
        contentType,
        headers,
        message.metadata(),
        this::content);
  }

  /**
   * The file that was read last.
   *
   * @return empty where there was none
   */
  public Optional<SourceFile> file() {
    return Optional.ofNullable(file);
  }

  /** The path that the message names. */
  @Override
  public String toString() {
    return OneLine.of(name);
  }

  private InputStream content() {
    try {
      SourceFile before = file;
      file = look();
      requireSame(before);
      return file.stream();
    } catch (FileUnavailable e) {
      file = null;
      return new Missing(e);
    }
  }

  /** The message has been given the length of the file as it was. */
  private void requireSame(SourceFile before) {
    if (before != null && before.description().sizeBytes() != file.description().sizeBytes()) {
      throw new FileUnavailable(
          DeliveryError.SOURCE_CHANGED, file.path() + " has another length than before");
    }
  }

  /** Fails when it is read. */
  private static final class Missing extends InputStream {

    private final SaddlebagException why;

    Missing(SaddlebagException why) {
      this.why = why;
    }

    @Override
    public int read() throws IOException {
      throw why;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw why;
    }
  }
}
