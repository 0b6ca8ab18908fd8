package org.saddlebag.bench.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.saddlebag.testing.ServerProcess;
import org.saddlebag.testing.TestBroker;

/** A broker with a full queue, in a process of its own. */
final class FullQueue implements AutoCloseable {

  private static final int TRANSACTION = 500;

  private final Path folder;
  private final int port = TestBroker.freePort();
  private ServerProcess broker;

  FullQueue(Path folder) {
    this.folder = folder;
  }

  String uri() {
    return "amqp://127.0.0.1:" + port;
  }

  /** Starts it afresh. */
  void fill(int messages, int bytes) throws Exception {
    close();
    Trees.delete(folder);
    broker = ServerProcess.start(ServerProcess.Kind.BROKER, folder, port, List.of("-Xmx1g"));
    byte[] content = new byte[bytes];
    new Random(1).nextBytes(content);
    TestBroker client = TestBroker.at(folder, port);
    for (int sent = 0; sent < messages; sent += TRANSACTION) {
      List<TestBroker.Maker> some =
          Collections.nCopies(Math.min(TRANSACTION, messages - sent), TestBroker.bytes(content));
      List<String> unused = client.send(some.toArray(TestBroker.Maker[]::new));
    }
  }

  /** It ends with this process in any case. */
  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
