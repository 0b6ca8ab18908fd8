package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import org.saddlebag.testing.TestBroker;

/** A broker with a full queue, in a process of its own. */
final class BrokerProcess implements AutoCloseable {

  private final Path folder;
  private final int port = TestBroker.freePort();
  private Process process;

  BrokerProcess(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  String uri() {
    return "amqp://127.0.0.1:" + port;
  }

  /** Starts it afresh. */
  void fill(int messages, int bytes) throws IOException {
    close();
    Trees.delete(folder);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "org.saddlebag.bench.queue.Broker",
                folder.toString(),
                String.valueOf(port),
                String.valueOf(messages),
                String.valueOf(bytes))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line;
    do {
      line = process.inputReader().readLine();
      if (line == null) {
        throw new IOException("the broker did not start");
      }
    } while (!line.equals("ready"));
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
