package org.saddlebag.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.saddlebag.delivery.AppendLog;

/**
 * A file of a lane that nothing is written to behind a failed write, as it would continue lines
 * that are not there; and that moves the head behind each sync, to the last line that was written
 * before the sync began.
 */
final class LaneSink implements AppendLog.Sink {

  private final AppendLog.Sink file;
  private final Head head;
  private volatile byte[] last;
  private byte[] marked;
  private volatile IOException broken;

  private LaneSink(AppendLog.Sink file, Head head) {
    this.file = file;
    this.head = head;
  }

  static AppendLog.Opener opener(AppendLog.Opener files, Head head) {
    return (Path file) -> new LaneSink(files.open(file), head);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    requireWhole();
    try {
      file.write(bytes);
      last = bytes;
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  @Override
  public void sync() throws IOException {
    requireWhole();
    byte[] reached = last;
    try {
      file.sync();
      if (reached != marked) {
        Optional<Head.Mark> mark = mark(reached);
        if (mark.isPresent()) {
          head.write(mark.get());
        }
        marked = reached;
      }
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  private void requireWhole() throws IOException {
    if (broken != null) {
      throw new IOException(broken.getMessage(), broken);
    }
  }

  private static Optional<Head.Mark> mark(byte[] lines) {
    int begin = lines.length - 1;
    while (begin > 0 && lines[begin - 1] != '\n') {
      begin--;
    }
    byte[] line = java.util.Arrays.copyOfRange(lines, begin, lines.length - 1);
    return ChainLine.read(line).map(read -> new Head.Mark(read.seq(), read.hash()));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
