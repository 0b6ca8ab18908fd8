package org.saddlebag.camel.queue.send;

import java.io.OutputStream;
import java.util.Arrays;
import org.saddlebag.camel.queue.MessageError;
import org.saddlebag.errors.Refused;

/**
 * Makes a message of each line, as the content comes. A line ends with LF or CR LF, which are no
 * part of it; empty lines are left out. Not safe for use by several threads.
 */
final class LineSplitter extends OutputStream {

  private final Messages messages;
  private final BoundedBytes line;
  private final long mostBytes;
  private final int most;
  private int count;

  LineSplitter(Messages messages, long mostBytes, int mostMessages) {
    this.messages = messages;
    // A line may have its end in the buffer, too.
    this.line = new BoundedBytes(mostBytes + 1);
    this.mostBytes = mostBytes;
    this.most = mostMessages;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) {
    int begin = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (content[i] == '\n') {
        line.write(content, begin, i - begin);
        endLine();
        begin = i + 1;
      }
    }
    line.write(content, begin, end - begin);
  }

  /** The content has ended; what stands behind the last line break is a line. */
  void finish() {
    if (line.size() > 0) {
      endLine();
    }
  }

  private void endLine() {
    byte[] bytes = line.take();
    int length =
        bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    if (length == 0) {
      return;
    }
    if (length > mostBytes) {
      throw new Refused(
          MessageError.MESSAGE_TOO_LARGE,
          "line %d has more than %d bytes".formatted(count + 1, mostBytes));
    }
    if (count == most) {
      throw new Refused(
          MessageError.MESSAGE_TOO_MANY,
          "the object has more than the %d lines that it may have".formatted(most));
    }
    count++;
    messages.part(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }
}
