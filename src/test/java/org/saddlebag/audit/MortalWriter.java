package org.saddlebag.audit;

import java.nio.file.Path;
import java.util.stream.IntStream;

/** A process that writes a trail until it is killed, and says which lines it was told are there. */
final class MortalWriter {

  private MortalWriter() {}

  /** The process. */
  public static void main(String[] arguments) {
    try (AuditTrail trail = Trails.open(Path.of(arguments[0]))) {
      IntStream.range(0, 1_000_000)
          .parallel()
          .mapToObj(i -> "key-" + i)
          .forEach(
              key -> {
                trail.saw(Trails.unwrap(key));
                synchronized (MortalWriter.class) {
                  System.out.println(key);
                }
              });
    }
  }
}
