package org.saddlebag.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.errors.Refused;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import org.saddlebag.settings.SseText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag seal}. */
@Command(
    name = "seal",
    header = "Seals files and stores them in S3.",
    description =
        "a/b.txt sealed to s3://BUCKET/x/ becomes x/b.txt. A directory a becomes x/a/..., a/."
            + " becomes x/....")
final class SealCommand implements Callable<Integer> {

  private final Interruption interruption;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(
      arity = "2..*",
      paramLabel = "PATH... s3://BUCKET/PREFIX/",
      hideParamSyntax = true,
      description = "Files or directories, and where they go.")
  private List<String> places;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "NAME",
      description = "The master key, as the configuration names it.")
  private String key;

  @Option(
      names = "--sse",
      paramLabel = "KIND",
      defaultValue = "none",
      description = "Server-side encryption: " + SseText.KINDS + " (default: none, the bucket's).")
  private String sse;

  @Option(
      names = "--format",
      paramLabel = "v3|v2",
      defaultValue = "v3",
      description = "The format (default: v3; v2 for old readers).")
  private SealedFormat format;

  @Option(names = "--recursive", description = "Seal what is in directories too.")
  private boolean recursive;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "4",
      description = "Files at once, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--collision",
      paramLabel = "refuse|number|overwrite",
      defaultValue = "refuse",
      description = "What to do when an object key is taken (default: ${DEFAULT-VALUE}).")
  private CollisionPolicy collision;

  @Option(
      names = "--context",
      paramLabel = "K=V",
      description = "Additional encryption context for a KMS key; whoever opens must know it.")
  private Map<String, String> context = new LinkedHashMap<>();

  SealCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Jobs.check(jobs);
    S3Address target = S3Address.parse(places.get(places.size() - 1));
    List<Path> paths =
        places.subList(0, places.size() - 1).stream().map(SealCommand::path).toList();
    SealWork.Manner manner =
        new SealWork.Manner(
            target.bucket(), key, format.suite(), context, SseText.parse(sse), collision);
    try (Services services = saddlebag.common().services(Settings.Scope.WHOLE)) {
      services.keyring().named(key);
      List<SealItem> plan = SealPlan.of(paths, target, recursive);
      SealWork work = new SealWork(services.sealer(), services.commandDelivery(), manner);
      Tally tally = new Tally(saddlebag.common().console(), interruption, "sealed");
      new Batch(jobs, interruption)
          .run(
              plan.iterator(),
              item -> tally.attempt(item.path().toString(), () -> work.seal(item)));
      return tally.finish();
    }
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
