package org.saddlebag.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.saddlebag.audit.Finding;
import org.saddlebag.audit.LiveCheck;
import org.saddlebag.audit.MissingTrail;
import org.saddlebag.audit.SignatureCheck;
import org.saddlebag.audit.TrailCheck;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag audit verify}. */
@Command(
    name = "verify",
    header = "Checks the audit trail, the signatures and, with --live, the objects themselves.",
    description =
        "Names each change, gap and cut with its place. Needs no master key. Exit code 0: all is"
            + " whole; 1: it is not, or could not be checked.")
final class AuditVerifyCommand implements Callable<Integer> {

  @ParentCommand private AuditCommand audit;

  @Option(
      names = "--certificate",
      paramLabel = "CERT.pem",
      description =
          "Check the signatures of receipts and checkpoints with this certificate, which should"
              + " come from elsewhere than this machine.")
  private Path certificate;

  @Option(
      names = "--live",
      description = "Compare each receipt with the object as it is now; needs s3:GetObject.")
  private boolean live;

  private long findings;
  private long lines;

  @Override
  public Integer call() {
    try (Services services = audit.common().services(scope())) {
      Settings settings = services.settings();
      Path state = settings.node().state();
      Path trail = settings.audit().folder();
      SignatureCheck signatures = new SignatureCheck(state, trail, this::tell);
      new TrailCheck(trail)
          .run(
              this::tell,
              (lane, line) -> {
                lines++;
                signatures.line(lane, line);
              });
      if (lines == 0 && settings.audit().trail()) {
        new MissingTrail(state, trail).find(this::tell);
      }
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("event", "summary");
      summary.put("lines", lines);
      int signed = signatures.run(certificate, Instant.now(), this::tell);
      summary.put("signatures", certificate == null ? "not checked" : signed);
      summary.put("objects", live ? live(services).run(state, this::tell) : "not checked");
      summary.put("findings", findings);
      audit.common().console().result(text(summary), summary);
      return findings == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** Objects under customer keys can be looked at with these keys only. */
  private Settings.Scope scope() {
    return live ? Settings.Scope.CUSTOMER_KEYS_ONLY : Settings.Scope.WITHOUT_MASTER_KEYS;
  }

  private static LiveCheck live(Services services) {
    return new LiveCheck(services.store(), services.customerKeys());
  }

  private static String text(Map<String, Object> summary) {
    return "%s lines whole, signatures: %s, objects: %s, findings: %s"
        .formatted(
            summary.get("lines"),
            summary.get("signatures"),
            summary.get("objects"),
            summary.get("findings"));
  }

  private void tell(Finding finding) {
    findings++;
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "finding");
    event.put("kind", finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    event.put("file", finding.file());
    event.put("line", finding.line());
    event.put("what", finding.what());
    audit.common().console().result(finding.toString(), event);
  }
}
