package org.saddlebag.safeguard.check;

import static org.saddlebag.safeguard.check.Looks.failed;
import static org.saddlebag.safeguard.check.Looks.passed;
import static org.saddlebag.safeguard.check.Looks.skipped;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.saddlebag.aws.TlsFacts;

/** The way to the store and to KMS, as it is spoken now. */
final class LineChecks {

  private static final Duration RENEWAL = Duration.ofDays(30);

  /**
   * Suites of TLS 1.3, and of 1.2 with a fresh key exchange and authenticated encryption. Source:
   * RFC 9325, section 4.2.
   */
  private static final Pattern STRONG =
      Pattern.compile("TLS_(AES|CHACHA20).*|TLS_(ECDHE|DHE)_.*_(GCM|CCM|POLY1305)(_.*)?");

  private LineChecks() {}

  static List<Check> all() {
    return List.of(
        ofLines(
            "line-tls", "We speak TLS 1.3, or at least 1.2", Severity.HIGH, LineChecks::protocol),
        ofLines(
            "line-cipher",
            "The cipher has forward secrecy and authenticates",
            Severity.MEDIUM,
            LineChecks::cipher),
        ofLines(
            "line-certificate",
            "No certificate of the server's chain expires within 30 days",
            Severity.MEDIUM,
            LineChecks::certificate));
  }

  private static Check ofLines(
      String id, String title, Severity severity, BiFunction<Line, Inspection, Verdict> judge) {
    return new Check(
        id,
        title,
        severity,
        List.of(),
        seen ->
            seen.lines().stream()
                .map(line -> new Check.Observation(line.uri(), judge.apply(line, seen))));
  }

  private static Verdict protocol(Line line, Inspection seen) {
    return switch (line.kind()) {
      case LOOPBACK -> passed(line.service() + ": plain http that never leaves this machine");
      case IN_THE_CLEAR ->
          failed(
              line.service() + ": plain http over a network; object keys and metadata are readable",
              "Let the endpoint be https.");
      case TLS -> Looks.at(line.tls(), facts -> version(line, facts), () -> none(line));
    };
  }

  private static Verdict version(Line line, TlsFacts facts) {
    String spoken = "%s: %s, %s".formatted(line.service(), facts.protocol(), facts.cipherSuite());
    return switch (facts.protocol()) {
      case "TLSv1.3" -> passed(spoken);
      case "TLSv1.2" ->
          new Verdict.Failed(
              spoken,
              "Nothing is wrong with 1.2; where the server can, let it offer 1.3.",
              Severity.INFO);
      default -> failed(spoken, "Let the server offer TLS 1.3, or 1.2.");
    };
  }

  private static Verdict none(Line line) {
    return skipped(line.service() + ": no handshake");
  }

  private static Verdict cipher(Line line, Inspection seen) {
    return line.kind() != Line.Kind.TLS
        ? skipped(line.service() + ": no TLS")
        : Looks.at(
            line.tls(),
            facts -> {
              String spoken = line.service() + ": " + facts.cipherSuite();
              return STRONG.matcher(facts.cipherSuite()).matches()
                  ? passed(spoken)
                  : failed(spoken, "Let the server offer ECDHE with AES-GCM or ChaCha20-Poly1305.");
            },
            () -> none(line));
  }

  private static Verdict certificate(Line line, Inspection seen) {
    return line.kind() != Line.Kind.TLS
        ? skipped(line.service() + ": no TLS")
        : Looks.at(
            line.tls(),
            facts -> {
              String until = line.service() + ": until " + facts.earliestNotAfter();
              return facts.earliestNotAfter().isAfter(seen.now().plus(RENEWAL))
                  ? passed(until)
                  : failed(until, "Renew the server's certificate, or the authority's above it.");
            },
            () -> none(line));
  }
}
