package org.saddlebag.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;

/** Another JVM that holds a folder until it is killed. */
final class OtherProcess implements AutoCloseable {

  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  /**
   * Holds the journal of a state folder, or a staging area with one staged file, or parks the
   * objects 0, 1, 2, ... one after the other.
   */
  static OtherProcess holding(String what, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                what,
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    InputStream out = process.getInputStream();
    byte[] ready = out.readNBytes(5);
    if (!"ready".equals(new String(ready, StandardCharsets.US_ASCII))) {
      throw new IOException("the other process could not hold " + folder);
    }
    return new OtherProcess(process);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** The other process itself. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    AutoCloseable held;
    if (arguments[0].equals("parking")) {
      parkOnAndOn(folder);
      return;
    }
    if (arguments[0].equals("journal")) {
      held = Journal.open(folder, "other");
    } else {
      StagingArea area = StagingArea.of(folder);
      StagedFile file = area.create();
      file.write("plaintext".getBytes(StandardCharsets.US_ASCII), 0, 9);
      file.flush();
      held = area;
    }
    System.out.print("ready");
    System.out.flush();
    if (System.in.read() >= 0) {
      throw new IllegalStateException("nobody writes to " + held);
    }
  }

  private static void parkOnAndOn(Path state) {
    FailedObjects failed = FailedObjects.open(state, "outbox", Deliveries.CLOCK);
    Refused why = new Refused(DeliveryError.BAD_OUTPUT_NAME, "it is bad");
    System.out.print("ready");
    System.out.flush();
    for (int i = 0; i < 1_000_000; i++) {
      failed.park(new ObjectAddress("acme", String.valueOf(i)), "e", why, 1);
    }
  }
}
