package org.saddlebag.local.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** A body that breaks at one offset. */
final class FaultyBody implements Body {

  private final Body body;
  private final Fault fault;

  private FaultyBody(Body body, Fault fault) {
    this.body = body;
    this.fault = fault;
  }

  static Answer apply(Answer answer, Fault fault) {
    boolean ofBody =
        fault instanceof Fault.CutBody
            || fault instanceof Fault.StallBody
            || fault instanceof Fault.FlipBody;
    return ofBody && answer.body() != null
        ? answer.with(new FaultyBody(answer.body(), fault))
        : answer;
  }

  @Override
  public long length() {
    return body.length();
  }

  @Override
  public void close() {
    body.close();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    body.writeTo(new Breaking(out));
  }

  private long offset() {
    if (fault instanceof Fault.CutBody cut) {
      return cut.afterBytes();
    }
    return fault instanceof Fault.StallBody stall
        ? stall.afterBytes()
        : ((Fault.FlipBody) fault).atByte();
  }

  /** Splits the writes at the offset and does the damage there. */
  private final class Breaking extends FilterOutputStream {
    private long left = offset();

    Breaking(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      if (left < 0 || length <= left) {
        out.write(bytes, start, length);
        left -= left < 0 ? 0 : length;
      } else {
        int before = (int) left;
        left = -1;
        out.write(bytes, start, before);
        damage(bytes, start + before);
        out.write(bytes, start + before, length - before);
      }
    }

    private void damage(byte[] bytes, int at) throws IOException {
      if (fault instanceof Fault.CutBody) {
        out.flush();
        throw new ConnectionReset(true);
      }
      if (fault instanceof Fault.StallBody stall) {
        out.flush();
        Pause.sleep(stall.time());
      } else {
        bytes[at] ^= 1;
      }
    }
  }

  /** Sleeping on the connection's own thread, as a slow peer does. */
  static final class Pause {
    private Pause() {}

    static void sleep(Duration time) throws IOException {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ConnectionReset(false);
      }
    }
  }
}
