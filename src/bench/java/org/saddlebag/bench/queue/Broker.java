package org.saddlebag.bench.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.saddlebag.testing.TestBroker;

/** A broker in a process of its own, with messages in its queue. */
public final class Broker {

  private static final int TRANSACTION = 500;

  private Broker() {}

  /**
   * Starts it, fills its queue, says so in one line, and serves until its input ends.
   *
   * @param args folder, port, number of messages, bytes of each
   * @throws Exception if it can't be started
   */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    int count = Integer.parseInt(args[2]);
    byte[] content = new byte[Integer.parseInt(args[3])];
    new Random(1).nextBytes(content);
    TestBroker broker = TestBroker.at(Path.of(args[0]), port).maxDeliveries(-1).up();
    for (int sent = 0; sent < count; sent += TRANSACTION) {
      List<TestBroker.Maker> some =
          Collections.nCopies(Math.min(TRANSACTION, count - sent), TestBroker.bytes(content));
      broker.send(some.toArray(TestBroker.Maker[]::new));
    }
    System.out.println("ready");
    untilInputEnds();
    Runtime.getRuntime().halt(0);
  }

  private static void untilInputEnds() throws IOException {
    while (System.in.read() >= 0) {
      continue;
    }
  }
}
