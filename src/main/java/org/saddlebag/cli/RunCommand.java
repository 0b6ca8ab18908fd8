package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag run}. */
@Command(name = "run", header = "Runs the flows of routes/flows.yaml until it is stopped.")
final class RunCommand implements Callable<Integer> {

  private final FlowRunner flows;
  private final Interruption interruption;

  @ParentCommand private RootCommand saddlebag;

  @Mixin private RoutesOption routes;

  @Option(
      names = "--once",
      description = "Deliver what is there, print a summary, and exit (for cron and batch jobs).")
  private boolean once;

  RunCommand(FlowRunner flows, Interruption interruption) {
    this.flows = flows;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    List<Path> files = routes.files(saddlebag.common().configFolder());
    try (Services services = saddlebag.common().services(Settings.Scope.WHOLE)) {
      FlowReport report = new FlowReport(saddlebag.common().console(), interruption);
      flows.run(services, files, once, report, interruption);
      return report.finish(once);
    }
  }
}
