package org.saddlebag.cli;

import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.saddlebag.delivery.StagingArea;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.Keyring;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag open}. */
@Command(
    name = "open",
    header = "Fetches sealed objects and opens them into files.",
    description =
        "x/b.txt opened into a directory becomes b.txt in it, opened into another name it becomes"
            + " that file. Nothing appears before it is verified as a whole. With --manifest and"
            + " TARGET alone, opens what the manifest of a seal lists, under the names it had."
            + " What was interrupted or failed is taken up by the same command.")
final class OpenCommand implements Callable<Integer> {

  private static final BatchRun.Words WORDS = new BatchRun.Words("Opening", "opened");

  private final Interruption interruption;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(
      arity = "1..2",
      paramLabel = "[s3://BUCKET/KEY-OR-PREFIX/] TARGET",
      hideParamSyntax = true,
      description =
          "One object, or all below a prefix that ends with a slash; and a directory or file for"
              + " it.")
  private List<String> places;

  @Option(
      names = "--version-id",
      paramLabel = "ID",
      description = "A version of the object other than the newest.")
  private String versionId;

  /** The choices of {@code --unsealed}; the names are what is written. */
  enum Unsealed {
    refuse,
    pass
  }

  @Option(
      names = "--unsealed",
      paramLabel = "refuse|pass",
      defaultValue = "refuse",
      description =
          "What to do with an object that nobody sealed: refuse it (default), or take it as it is.")
  private Unsealed unsealed = Unsealed.refuse;

  @Mixin private OpenOptions opening;

  @Mixin private BatchOptions batch;

  OpenCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    batch.jobs();
    opening.check();
    boolean ofManifest = places.size() == 1;
    if (ofManifest) {
      requireManifest();
    }
    S3Address address = ofManifest ? null : S3Address.parse(places.get(0));
    if (versionId != null) {
      address.object(versionId);
    }
    String target = places.get(places.size() - 1);
    OpenTarget place =
        ofManifest ? OpenTarget.directory(target) : OpenTarget.parse(target, address);
    try (Services services = saddlebag.common().services(Settings.Scope.WHOLE)) {
      Keyring keyring = services.keyring();
      if (unsealed == Unsealed.refuse) {
        keyring.requireOpening();
      }
      OpenSource source =
          ofManifest
              ? new OpenSource.Listed(batch.manifest())
              : new OpenSource.Address(opening.store(services), address, versionId, place);
      return open(services, source, place);
    }
  }

  private void requireManifest() {
    if (batch.manifest() == null || versionId != null) {
      throw new Refused(
          CliError.USAGE,
          "open takes s3://BUCKET/KEY-OR-PREFIX/ and TARGET, or --manifest and TARGET");
    }
  }

  private int open(Services services, OpenSource source, OpenTarget place) {
    boolean ofManifest = places.size() == 1;
    Console console = saddlebag.common().console();
    try (BatchRecord record =
            batch.record(
                services,
                console,
                ofManifest ? null : batch.manifest(),
                !source.isSingle(),
                identity(place));
        StagingArea staging = StagingArea.of(place.directory())) {
      Meter meter = new Meter();
      OpenWork work = opening.work(services, staging, record, meter, unsealed == Unsealed.pass);
      BatchRun run =
          new BatchRun(
              console,
              interruption,
              source.isSingle() ? 1 : batch.jobs(),
              WORDS,
              record,
              batch.stopRule(Scope::whenOpening),
              meter);
      return openAll(run, source, work);
    }
  }

  private int openAll(BatchRun run, OpenSource source, OpenWork work) {
    Iterator<OpenItem> all = source.items();
    Iterator<OpenItem> listed = new Unbroken<>(all, e -> run.failed(places.get(0), e));
    if (!listed.hasNext() && run.isWhole()) {
      run.failed(places.get(0), new Refused(CliError.NOTHING_FOUND, "there is no object below it"));
    }
    return run.run(listed, source::items, batch.barColumns(saddlebag.common().json()), work::open);
  }

  private String identity(OpenTarget place) {
    return String.join(
        "\0",
        "open",
        places.size() == 1
            ? batch.manifest().toAbsolutePath().normalize().toString()
            : places.get(0),
        place.directory().toString(),
        new TreeMap<>(opening.context()).toString());
  }
}
