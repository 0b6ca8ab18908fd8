package org.saddlebag.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.safeguard.check.JsonReport;
import org.saddlebag.safeguard.check.Report;
import org.saddlebag.safeguard.check.SarifReport;
import org.saddlebag.safeguard.check.Severity;
import org.saddlebag.safeguard.check.TextReport;
import org.saddlebag.settings.FlowSubject;
import org.saddlebag.settings.Inspections;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag check}. */
@Command(
    name = "check",
    header = "Looks at a bucket, its keys, the way there and our rights, and names each flaw.",
    description =
        "Changes nothing, uses no key and reads no object. Exit code 0: no flaw at the level or"
            + " above; 1: something could not be looked at; 3: there are flaws.")
final class CheckCommand implements Callable<Integer> {

  /** How a report is written. */
  enum Format {
    TABLE,
    JSON,
    SARIF
  }

  private final FlowRunner flows;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(
      arity = "0..1",
      paramLabel = "s3://BUCKET",
      description = "A bucket by itself; with --flow more can be judged.")
  private String target;

  @Option(
      names = "--flow",
      paramLabel = "NAME",
      description = "The bucket of this flow, with the flow's keys and rights.")
  private String flow;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default), json (as --json) or sarif (2.1.0).")
  private Format format;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "high",
      description = "What counts for the exit code: critical, high (default), medium or low.")
  private String level;

  @Mixin private RoutesOption routes;

  CheckCommand(FlowRunner flows) {
    this.flows = flows;
  }

  @Override
  public Integer call() {
    Severity least = level();
    Format chosen = format();
    if ((target == null) == (flow == null)) {
      throw new Refused(CliError.USAGE, "name --flow NAME or s3://BUCKET, one of them");
    }
    Console console = saddlebag.common().console(chosen == Format.JSON);
    Settings.Scope scope =
        flow == null ? Settings.Scope.WITHOUT_MASTER_KEYS : Settings.Scope.DECLARED;
    try (Services services = saddlebag.common().services(scope)) {
      Callable<Report> look = look(services);
      Report report;
      try {
        report = Failures.translated(look);
      } catch (SaddlebagException e) {
        console.failure(flow == null ? target : "flow '" + flow + "'", e);
        return ExitCode.FAILED;
      }
      tell(console, chosen, report);
      return exitCode(report, least);
    }
  }

  /** What is wrong with the question itself is found before the store is asked. */
  private Callable<Report> look(Services services) {
    Inspections inspections = services.inspections();
    if (flow == null) {
      S3Address address = S3Address.parse(target);
      if (!address.key().isEmpty()) {
        throw new Refused(
            CliError.BAD_ADDRESS,
            "'%s' is more than a bucket: write s3://BUCKET".formatted(target));
      }
      return () -> inspections.ofBucket(address.bucket());
    }
    DeclaredFlow declared =
        flows.declared(services.settings(), routes.files(saddlebag.common().configFolder()), flow);
    FlowSubject subject =
        FlowSubject.of(
            services.settings(), declared.name(), declared.sends(), declared.parameters());
    return () -> inspections.ofFlow(subject);
  }

  private Severity level() {
    return Severity.level(level)
        .orElseThrow(
            () ->
                new Refused(
                    CliError.USAGE,
                    "--level is '%s', must be one of %s".formatted(level, Severity.levels())));
  }

  private Format format() {
    boolean json = saddlebag.common().json();
    if (json && format != null && format != Format.JSON) {
      throw new Refused(CliError.USAGE, "--json and --format=" + format + " contradict each other");
    }
    return json ? Format.JSON : format == null ? Format.TABLE : format;
  }

  private static void tell(Console console, Format format, Report report) {
    switch (format) {
      case TABLE -> TextReport.lines(report).forEach(console::note);
      case JSON -> JsonReport.events(report).forEach(console::event);
      case SARIF -> console.note(SarifReport.text(report, Version.number()));
    }
  }

  private static int exitCode(Report report, Severity level) {
    if (!report.flaws(level).isEmpty()) {
      return ExitCode.SAFEGUARD;
    }
    List<?> unseen = report.unseen(level);
    return unseen.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
