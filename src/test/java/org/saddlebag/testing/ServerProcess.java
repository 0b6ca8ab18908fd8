package org.saddlebag.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.saddlebag.local.LocalOptions;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;

/** A server with its data in a folder, in a process of its own that can be killed. */
public final class ServerProcess implements AutoCloseable {

  /** Which server. */
  public enum Kind {
    S3,
    BROKER
  }

  private static final List<String> QUICK_START =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** A worker that sleeps for longer finds its messages with others when it wakes. */
  private static final Duration SILENT = Duration.ofSeconds(2);

  private final Kind kind;
  private final Path folder;
  private final int port;
  private final List<String> options;
  private Process process;

  private ServerProcess(Kind kind, Path folder, int port, List<String> options) {
    this.options = options;
    this.kind = kind;
    this.folder = folder;
    this.port = port;
  }

  /** One that is up, on 127.0.0.1, and quickly so. */
  public static ServerProcess start(Kind kind, Path folder, int port) throws IOException {
    return start(kind, folder, port, QUICK_START);
  }

  /** The same with options of the caller's for Java. */
  public static ServerProcess start(Kind kind, Path folder, int port, List<String> options)
      throws IOException {
    ServerProcess server = new ServerProcess(kind, folder, port, options);
    server.up();
    return server;
  }

  /** Starts it again. */
  public void up() throws IOException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            ServerProcess.class.getName(), kind.name(), folder.toString(), String.valueOf(port)));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("process.log").toFile())
            .start();
    await().atMost(Duration.ofMinutes(1)).until(this::answers);
  }

  /** As {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private boolean answers() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          kind + " has died: " + Files.readString(folder.resolve("process.log")));
    }
    try (Socket unused = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The process. It ends with the one that started it. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    int port = Integer.parseInt(arguments[2]);
    switch (Kind.valueOf(arguments[0])) {
      case S3 ->
          LocalS3.start(
              folder, LocalS3Options.defaults().with(LocalOptions.defaults().withPort(port)));
      case BROKER -> TestBroker.at(folder, port).maxDeliveries(-1).dropsSilentAfter(SILENT).up();
    }
    while (System.in.read() >= 0) {
      continue;
    }
    Runtime.getRuntime().halt(0);
  }
}
