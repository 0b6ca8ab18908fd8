package org.saddlebag.s3;

import java.io.IOException;
import java.util.Objects;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A body that survives a broken connection: it asks again for the bytes from where it stands,
 * provided the object is still the same. Gives up after some tries that brought no byte.
 */
final class ResumingBody extends ObjectBody {

  /** Asks for the bytes from a position of the object on, up to the end that was wished. */
  interface Opener {
    ResponseInputStream<GetObjectResponse> from(long position, String eTag);
  }

  private final ObjectHead head;
  private final Opener opener;
  private final long end;
  private final int triesWithoutProgress;
  private ResponseInputStream<GetObjectResponse> stream;
  private long position;
  private int triesLeft;
  private boolean closed;

  /**
   * Takes over an open body.
   *
   * @param start the position of its first byte in the object
   * @param tries how often in a row it asks again before it gives up
   */
  ResumingBody(
      ObjectHead head,
      ResponseInputStream<GetObjectResponse> first,
      long start,
      Opener opener,
      int tries) {
    this.head = head;
    this.stream = first;
    this.position = start;
    this.end = start + first.response().contentLength();
    this.opener = opener;
    this.triesWithoutProgress = tries;
    this.triesLeft = tries;
  }

  @Override
  public ObjectHead head() {
    return head;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (closed) {
      throw new IOException("the body of " + head.address() + " is closed");
    }
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      int read = readOrResume(target, offset, (int) Math.min(length, end - position));
      if (read > 0) {
        position += read;
        triesLeft = triesWithoutProgress;
        return read;
      }
    }
    return -1;
  }

  /** 0 where nothing came but asking again went well. */
  private int readOrResume(byte[] target, int offset, int length) {
    Exception trouble;
    try {
      int read = stream.read(target, offset, length);
      if (read >= 0) {
        return read;
      }
      trouble = null;
    } catch (IOException | SdkException e) {
      trouble = e;
    }
    resume(trouble);
    return 0;
  }

  private void resume(Exception trouble) {
    stream.abort();
    if (triesLeft-- <= 0 || Thread.currentThread().isInterrupted()) {
      throw broken(trouble);
    }
    stream = opener.from(position, head.eTag());
  }

  private SaddlebagException broken(Exception trouble) {
    String why =
        trouble == null
            ? "the connection ended early"
            : trouble.getClass().getSimpleName() + ": " + trouble.getMessage();
    return StoreError.BODY_BROKEN.failure(
        "the body of %s broke at byte %d of %d: %s"
            .formatted(head.address(), position, head.lengthBytes(), why),
        trouble);
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    // The SDK's stream throws when it is closed by an interrupted thread.
    if (position < end || Thread.currentThread().isInterrupted()) {
      stream.abort();
    } else {
      stream.close();
    }
  }
}
