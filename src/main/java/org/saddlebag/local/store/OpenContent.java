package org.saddlebag.local.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** An object version whose files stay until it is closed, even if the object is replaced. */
public final class OpenContent implements AutoCloseable {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final ObjectVersion version;
  private final DataFolder data;
  private final AtomicBoolean closed = new AtomicBoolean();

  OpenContent(ObjectVersion version, DataFolder data) {
    this.version = version;
    this.data = data;
  }

  /**
   * The version that was opened.
   *
   * @return never a delete marker
   */
  public ObjectVersion version() {
    return version;
  }

  /**
   * A range of the content.
   *
   * @param offset the first byte
   * @param length how many bytes, all within the content
   * @return to be closed by the caller, before this
   */
  public InputStream stream(long offset, long length) {
    return new SegmentStream(data, version.content(), offset, length);
  }

  /**
   * Writes a range of the content.
   *
   * @param out where to
   * @param offset the first byte
   * @param length how many bytes, all within the content
   * @throws IOException when either side fails
   */
  public void writeTo(OutputStream out, long offset, long length) throws IOException {
    byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, length))];
    try (InputStream in = stream(offset, length)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      data.unpin(version.content().root());
    }
  }
}
