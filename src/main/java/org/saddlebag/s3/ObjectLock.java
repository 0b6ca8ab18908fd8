package org.saddlebag.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How long an object version can't be deleted or replaced. The bucket must have S3 Object Lock
 * enabled.
 *
 * @param mode who may lift it
 * @param span how long from the delivery on, positive; or null
 * @param until up to when; or null where the span says it
 */
public record ObjectLock(Mode mode, Duration span, Instant until) {

  /** Who may lift a lock before its time. Source: Amazon S3 User Guide, "Retention modes". */
  public enum Mode {
    /** Whoever has {@code s3:BypassGovernanceRetention}. */
    GOVERNANCE,
    /** Nobody, the account's root user included. */
    COMPLIANCE
  }

  /** Checks that there is one end and no other. */
  public ObjectLock {
    Objects.requireNonNull(mode, "mode");
    if ((span == null) == (until == null)) {
      throw new IllegalArgumentException("a lock ends after a span or at an instant");
    }
  }

  /**
   * The end of the lock.
   *
   * @param delivery the time of the delivery
   * @return full seconds, as S3 keeps no finer time; never earlier than asked for
   */
  public Instant end(Instant delivery) {
    Instant end = until == null ? delivery.plus(span) : until;
    Instant second = end.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(end) ? end : second.plusSeconds(1);
  }
}
