package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag try}. */
@Command(
    name = "try",
    header = "Shows the main job on this machine alone: drop files, see them sealed and restored.",
    description = "Starts an S3 and a KMS of its own on 127.0.0.1; nothing leaves this machine.")
final class TryCommand implements Callable<Integer> {

  private final FlowRunner flows;
  private final Interruption interruption;

  @ParentCommand private RootCommand saddlebag;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "saddlebag-try",
      description = "Where to work (default: ./${DEFAULT-VALUE}).")
  private Path folder;

  @Option(names = "--once", description = "Seal and restore what is there, then exit.")
  private boolean once;

  TryCommand(FlowRunner flows, Interruption interruption) {
    this.flows = flows;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    saddlebag.common().requireNoConfig();
    TryFolder place = new TryFolder(folder);
    place.ensureKeystore();
    try (EmbeddedCloud cloud = EmbeddedCloud.start(place.store())) {
      cloud.ensureBucket(TryFolder.BUCKET);
      cloud.ensureKey(TryFolder.KMS_ALIAS);
      place.configure(cloud);
      place.dropSample();
      return run(place);
    }
  }

  private int run(TryFolder place) {
    List<Path> files = RoutesFolder.find(place.routes(), place.config());
    Settings settings = Settings.load(place.config(), Settings.Scope.WHOLE);
    try (Services services = new Services(settings)) {
      FlowReport report = new TryReport(saddlebag.common().console(), interruption, place);
      flows.run(services, files, once, report, interruption);
      return report.finish(once);
    }
  }
}
