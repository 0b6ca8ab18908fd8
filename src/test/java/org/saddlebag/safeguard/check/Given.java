package org.saddlebag.safeguard.check;

import java.time.Instant;
import java.util.List;
import org.saddlebag.aws.Aspect;
import org.saddlebag.aws.Right;
import org.saddlebag.aws.TlsFacts;
import org.saddlebag.keys.kms.KmsPosture;
import org.saddlebag.s3.posture.BucketPosture;
import org.saddlebag.s3.posture.OwnRights;

/** Inspections as values, for what no server here can be. */
final class Given {

  static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private Given() {}

  /** A bucket of which every look failed in the same way. */
  static Inspection nothing(Aspect<Void> how) {
    return new Inspection(
        Subject.ofBucket("acme"),
        new BucketPosture(
            "acme",
            how.map(x -> ""),
            how.map(x -> true),
            how.map(x -> null),
            how.map(x -> null),
            how.map(x -> null),
            how.map(x -> null),
            how.map(x -> ""),
            how.map(x -> null),
            how.map(x -> null),
            how.map(x -> null)),
        OwnRights.UNKNOWN,
        List.of(),
        List.of(),
        NOW);
  }

  static Report with(Line line) {
    Inspection nothing = nothing(new Aspect.NotOffered<>("it is not there"));
    return Checks.of(
        new Inspection(
            nothing.subject(), nothing.bucket(), nothing.rights(), List.of(), List.of(line), NOW));
  }

  static Report with(KmsPosture key) {
    Inspection nothing = nothing(new Aspect.NotOffered<>("it is not there"));
    InspectedKey inspected =
        new InspectedKey(
            "alias/x", InspectedKey.Role.ENVELOPE, new Aspect.Seen<>(key), Right.UNKNOWN);
    return Checks.of(
        new Inspection(
            nothing.subject(),
            nothing.bucket(),
            nothing.rights(),
            List.of(inspected),
            List.of(),
            NOW));
  }

  static Line tls(String protocol, String cipher, Instant until) {
    TlsFacts.ShownCertificate own =
        new TlsFacts.ShownCertificate("CN=s3", "CN=ca", NOW, NOW.plusSeconds(90 * 86400));
    TlsFacts.ShownCertificate authority =
        new TlsFacts.ShownCertificate("CN=ca", "CN=ca", NOW, until);
    return new Line(
        "store",
        null,
        Line.Kind.TLS,
        new Aspect.Seen<>(
            new TlsFacts(
                "s3.example.com",
                443,
                protocol,
                cipher,
                "CN=s3",
                own.notAfter(),
                List.of(own, authority))));
  }
}
