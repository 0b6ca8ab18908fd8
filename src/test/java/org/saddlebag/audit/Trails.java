package org.saddlebag.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.WrapAlgorithm;
import org.saddlebag.keys.KeyEvent;
import org.saddlebag.keys.KeyUse;
import org.saddlebag.keys.Occasion;
import org.saddlebag.s3.ProofLevel;

/** What the tests of the trail share. */
final class Trails {

  static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00.123456Z"), ZoneOffset.UTC);

  static final Who WHO = new Who("alice", "host-1", "node-1", 4711, () -> null);

  private Trails() {}

  static AuditTrail open(Path folder) {
    return AuditTrail.open(folder, WHO, NOON);
  }

  static KeyEvent generate(String dataKey) {
    return event(KeyEvent.Act.GENERATE, dataKey, Occasion.of("invoices"));
  }

  static KeyEvent unwrap(String dataKey) {
    return event(
        KeyEvent.Act.UNWRAP, dataKey, new Occasion("back", "s3://acme/a \"b\"\n", "v1", "S3-1"));
  }

  private static KeyEvent event(KeyEvent.Act act, String dataKey, Occasion occasion) {
    return new KeyEvent(
        act,
        new KeyUse("archive", "3", null, dataKey),
        AlgorithmSuite.GCM_HKDF_COMMIT_KEY,
        WrapAlgorithm.AES_GCM,
        occasion,
        null);
  }

  static Receipt receipt(String dataKey) {
    return new Receipt(
        "delivery-" + dataKey,
        "invoices",
        null,
        new Receipt.Target("acme", "k", null, "etag", 100),
        new Receipt.Seal("v3", 115, "archive", "3", null, dataKey),
        null,
        new Receipt.Evidence(ProofLevel.LENGTH, null, "S3-2", false),
        NOON.instant(),
        NOON.instant(),
        "node-1");
  }

  /** A lane of some lines, closed well. */
  static Path lane(Path folder, int lines) {
    try (AuditTrail trail = open(folder)) {
      for (int i = 0; i < lines; i++) {
        trail.saw(unwrap("key-" + i));
      }
    }
    return folder.resolve("lane-1");
  }

  static Path file(Path folder) {
    return folder.resolve("lane-1").resolve("2026-11-25-0001.jsonl");
  }

  static List<Finding> check(Path folder) {
    List<Finding> findings = new ArrayList<>();
    new TrailCheck(folder).run(findings::add, (lane, line) -> {});
    return findings;
  }

  static List<ChainLine> lines(Path folder) {
    List<ChainLine> lines = new ArrayList<>();
    new TrailCheck(folder).run(finding -> {}, (lane, line) -> lines.add(line));
    return lines;
  }
}
