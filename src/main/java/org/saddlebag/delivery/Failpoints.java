package org.saddlebag.delivery;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.saddlebag.errors.Refused;

/**
 * Lets the process die like {@code kill -9} at a named instant: system property {@code
 * saddlebag.failpoint=NAME[:n]} halts it at the n-th passing. Only kill tests set it.
 */
public final class Failpoints {

  /** The system property. */
  public static final String PROPERTY = "saddlebag.failpoint";

  /** Lets everything live. */
  public static final Failpoints NONE = new Failpoints(null, 0, status -> {});

  /** What the shell reports for a process that SIGKILL ended: 128 + 9. */
  private static final int KILLED = 137;

  private final Failpoint deadly;
  private final AtomicInteger left;
  private final IntConsumer death;

  Failpoints(Failpoint deadly, int passing, IntConsumer death) {
    this.deadly = deadly;
    this.left = new AtomicInteger(passing);
    this.death = death;
  }

  /**
   * What the system property asks for.
   *
   * @return {@link #NONE} where it is not set
   * @throws Refused {@code UNKNOWN_FAILPOINT} if it names no failpoint
   */
  public static Failpoints fromSystemProperty() {
    String text = System.getProperty(PROPERTY);
    return text == null || text.isBlank() ? NONE : parse(text, Runtime.getRuntime()::halt);
  }

  static Failpoints parse(String text, IntConsumer death) {
    String[] parts = text.strip().split(":", 2);
    String passing = parts.length == 2 ? parts[1] : "1";
    Failpoint point =
        Arrays.stream(Failpoint.values())
            .filter(known -> known.id().equals(parts[0]))
            .findFirst()
            .orElseThrow(() -> unknown(text));
    if (!passing.matches("[1-9][0-9]{0,8}")) {
      throw unknown(text);
    }
    return new Failpoints(point, Integer.parseInt(passing), death);
  }

  /**
   * Dies here if this is the instant.
   *
   * @param here where the process is
   */
  public void pass(Failpoint here) {
    if (here == deadly && left.decrementAndGet() == 0) {
      death.accept(KILLED);
    }
  }

  private static Refused unknown(String text) {
    return new Refused(
        DeliveryError.UNKNOWN_FAILPOINT,
        "%s is '%s', must be NAME or NAME:n with one of %s"
            .formatted(
                PROPERTY, text, Arrays.stream(Failpoint.values()).map(Failpoint::id).toList()));
  }
}
