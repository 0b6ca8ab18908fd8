package org.saddlebag.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.FilePublisher;
import org.saddlebag.delivery.StagingArea;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag open}. */
@Command(
    name = "open",
    header = "Fetches sealed objects and opens them into files.",
    description =
        "x/b.txt opened into a directory becomes b.txt in it, opened into another name it becomes"
            + " that file. Nothing appears before it is verified as a whole.")
final class OpenCommand implements Callable<Integer> {

  private final Interruption interruption;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(
      index = "0",
      paramLabel = "s3://BUCKET/KEY-OR-PREFIX/",
      description = "One object, or all below a prefix that ends with a slash.")
  private String source;

  @Parameters(index = "1", paramLabel = "TARGET", description = "A directory, or a file.")
  private String target;

  @Option(
      names = "--version-id",
      paramLabel = "ID",
      description = "A version of the object other than the newest.")
  private String versionId;

  @Option(
      names = "--context",
      paramLabel = "K=V",
      description = "Additional encryption context that the object was sealed under.")
  private Map<String, String> context = new LinkedHashMap<>();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "4",
      description = "Objects at once, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--collision",
      paramLabel = "refuse|number|overwrite",
      defaultValue = "refuse",
      description = "What to do when a file name is taken (default: ${DEFAULT-VALUE}).")
  private CollisionPolicy collision;

  OpenCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Jobs.check(jobs);
    S3Address address = S3Address.parse(source);
    if (versionId != null) {
      address.object(versionId);
    }
    OpenTarget place = OpenTarget.parse(target, address);
    try (Services services = saddlebag.common().services(Settings.Scope.WHOLE)) {
      services.keyring();
      try (StagingArea staging = StagingArea.of(place.directory())) {
        FilePublisher publisher =
            new FilePublisher(staging, services.commandJournal(), services.failpoints());
        OpenWork work =
            new OpenWork(
                services.store(),
                services.opener(),
                staging,
                publisher,
                new OpenWork.Manner(context, collision));
        return openAll(services.store(), address, place, work);
      }
    }
  }

  private int openAll(ObjectStore store, S3Address address, OpenTarget place, OpenWork work) {
    Tally tally = new Tally(saddlebag.common().console(), interruption, "opened");
    try (Stream<ObjectAddress> objects = objects(store, address)) {
      Iterator<ObjectAddress> all = objects.iterator();
      if (!all.hasNext()) {
        throw new Refused(CliError.NOTHING_FOUND, "there is no object below it");
      }
      new Batch(jobs, interruption)
          .run(
              all,
              object ->
                  tally.attempt(
                      object.toString(),
                      () -> work.open(object, place.nameOf(object.key(), address))));
    } catch (SaddlebagException e) {
      tally.fail(address.toString(), e);
    }
    return tally.finish();
  }

  /** Empty objects whose keys end with a slash are what other tools show as folders. */
  private Stream<ObjectAddress> objects(ObjectStore store, S3Address address) {
    if (!address.isPrefix()) {
      return List.of(address.object(versionId)).stream();
    }
    return store
        .list(address.bucket(), address.key())
        .filter(listed -> !(listed.lengthBytes() == 0 && listed.address().key().endsWith("/")))
        .map(ListedObject::address);
  }
}
