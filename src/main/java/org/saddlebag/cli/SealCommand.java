package org.saddlebag.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.TransferLimits;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag seal}. */
@Command(
    name = "seal",
    header = "Seals files and stores them in S3.",
    description =
        "a/b.txt sealed to s3://BUCKET/x/ becomes x/b.txt. A directory a becomes x/a/..., a/."
            + " becomes x/.... What was interrupted or failed is taken up by the same command:"
            + " it skips files that were sealed and have not changed.")
final class SealCommand implements Callable<Integer> {

  private static final BatchRun.Words WORDS = new BatchRun.Words("Sealing", "sealed");

  private final Interruption interruption;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(
      arity = "2..*",
      paramLabel = "PATH... s3://BUCKET/PREFIX/",
      hideParamSyntax = true,
      description = "Files or directories, and where they go.")
  private List<String> places;

  @Mixin private SealingOptions sealing;

  @Mixin private SseOptionGroup sse;

  @Option(names = "--recursive", description = "Seal what is in directories too.")
  private boolean recursive;

  @Option(
      names = "--collision",
      paramLabel = "refuse|number|overwrite",
      defaultValue = "refuse",
      description = "What to do when an object key is taken (default: ${DEFAULT-VALUE}).")
  private CollisionPolicy collision;

  @Option(
      names = "--verify-existing",
      description =
          "Before a file is skipped, ask the store whether the object is still the one that was"
              + " stored; seal it again where it is not.")
  private boolean verifyExisting;

  @Mixin private ObjectOptions object;

  @Mixin private BatchOptions batch;

  SealCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    batch.jobs();
    object.requireReadable();
    S3Address target = S3Address.parse(places.get(places.size() - 1));
    List<Path> paths =
        places.subList(0, places.size() - 1).stream().map(SealCommand::path).toList();
    sealing.check();
    sse.check();
    try (Services services = saddlebag.common().services(Settings.Scope.WHOLE)) {
      SealWork.Manner manner =
          new SealWork.Manner(
              target.bucket(),
              sealing.packing(services),
              sse.resolve(services, target.bucket()),
              collision,
              verifyExisting,
              new SealWork.Looks(
                  object.settings(), object.tags(), object.contentType(), object.access()));
      object.check(
          services.settings().store().profile(),
          manner.bucket(),
          manner.sse(),
          collision,
          verifyExisting);
      return seal(services, SealPlan.of(paths, target, recursive), manner);
    }
  }

  private int seal(Services services, SealPlan plan, SealWork.Manner manner) {
    Console console = saddlebag.common().console();
    try (BatchRecord record =
        batch.record(
            services,
            console,
            batch.manifest(),
            isWorthARecord(plan),
            identity(plan, manner.packing()))) {
      ObjectDelivery delivery = services.deliveryOver(record.journal());
      delivery.recover();
      Meter meter = new Meter();
      SealWork work = new SealWork(delivery, services.store(), record, meter, manner);
      BatchRun run =
          new BatchRun(
              console,
              interruption,
              plan.isSingle() ? 1 : batch.jobs(),
              WORDS,
              record,
              batch.stopRule(Scope::whenSealing),
              meter);
      return run.run(
          plan.items(problem -> run.failed(null, problem)),
          () -> plan.items(problem -> {}),
          batch.barColumns(saddlebag.common().json()),
          work::seal);
    }
  }

  /** One file that goes in one request leaves nothing behind and is as soon sealed as looked up. */
  private static boolean isWorthARecord(SealPlan plan) {
    return !plan.isSingle()
        || plan.items(problem -> {}).next().expectedBytes()
            >= TransferLimits.defaults().partSizeBytes();
  }

  /** The collision policy is left out: whoever changes it still means the same files. */
  private String identity(SealPlan plan, Packing packing) {
    return String.join(
        "\0",
        "seal",
        plan.identity(),
        places.get(places.size() - 1),
        sse.identity(),
        packing.identity(),
        object.identity());
  }

  private static Path path(String text) {
    if (S3Address.isOne(text)) {
      throw new Refused(CliError.BAD_ADDRESS, text + " stands where a file must stand");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Refused(CliError.NO_SUCH_FILE, "'" + text + "' can't be a path here", e);
    }
  }
}
