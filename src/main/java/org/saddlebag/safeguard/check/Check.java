package org.saddlebag.safeguard.check;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that should hold.
 *
 * @param id stable, lower case with hyphens
 * @param title what should hold, as a sentence without its full stop
 * @param severity how bad it is where it does not
 * @param controls the controls of others that ask for the same, for example {@code Security Hub
 *     S3.5}; empty where none does
 * @param look judges; one observation for each thing that it looks at, none where there is nothing
 */
public record Check(
    String id,
    String title,
    Severity severity,
    List<String> controls,
    Function<Inspection, Stream<Observation>> look) {

  /** Copies the controls. */
  public Check {
    controls = List.copyOf(controls);
  }

  /**
   * What a check says of one thing.
   *
   * @param subject a URI: {@code s3://BUCKET}, the ARN of a key, {@code https://HOST:PORT}
   * @param verdict what it came to
   */
  public record Observation(String subject, Verdict verdict) {}

  /** A check of the bucket itself. */
  static Check ofBucket(
      String id,
      String title,
      Severity severity,
      List<String> controls,
      Function<Inspection, Verdict> judge) {
    return new Check(
        id,
        title,
        severity,
        controls,
        seen -> Stream.of(new Observation(seen.subject().uri(), judge.apply(seen))));
  }

  /**
   * Judges.
   *
   * @param seen what was seen
   * @return findings, sound ones too
   */
  public Stream<Finding> evaluate(Inspection seen) {
    return look.apply(seen).map(o -> new Finding(this, o.subject(), o.verdict()));
  }
}
