package org.saddlebag.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.saddlebag.delivery.ClaimCheck;
import org.saddlebag.delivery.Disk;
import org.saddlebag.delivery.StagingArea;
import org.saddlebag.errors.Refused;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag claim}. */
@Command(
    name = "claim",
    header = "Redeems a claim check: opens the object that it names into a file.",
    description =
        "A flow from S3 to a queue sends a claim check instead of what is too large for a message."
            + " Exactly the version that it names is opened; nothing appears before it is verified"
            + " as a whole.")
final class ClaimCommand implements Callable<Integer> {

  private static final BatchRun.Words WORDS = new BatchRun.Words("Opening", "opened");

  private final Interruption interruption;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The body of the message; - for the standard input.")
  private String file;

  @Parameters(index = "1", paramLabel = "TARGET", description = "A directory or file for it.")
  private String target;

  @Option(
      names = "--bucket",
      paramLabel = "BUCKET",
      description = "Refuse claim checks for any other bucket.")
  private String bucket;

  @Mixin private OpenOptions opening;

  ClaimCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    opening.check();
    ClaimCheck claim = ClaimCheck.parse(read());
    if (bucket != null && !bucket.equals(claim.address().bucket())) {
      throw new Refused(
          CliError.OTHER_BUCKET,
          "the claim check names %s, only the bucket %s is allowed"
              .formatted(claim.address(), bucket));
    }
    S3Address address = new S3Address(claim.address().bucket(), claim.address().key());
    OpenTarget place = OpenTarget.parse(target, address);
    try (Services services = saddlebag.common().services(Settings.Scope.WHOLE)) {
      services.keyring().requireOpening();
      return open(services, OpenItem.claimed(claim, place.nameOf(address.key(), address)), place);
    }
  }

  private int open(Services services, OpenItem item, OpenTarget place) {
    BatchRecord record =
        BatchRecord.none(services.commandJournal(), () -> services.audit().settle());
    Meter meter = new Meter();
    try (record;
        StagingArea staging = StagingArea.of(place.directory())) {
      OpenWork work = opening.work(services, staging, record, meter, false);
      BatchRun run =
          new BatchRun(
              saddlebag.common().console(),
              interruption,
              1,
              WORDS,
              record,
              new StopRule(Scope::whenOpening, 1),
              meter);
      Iterator<OpenItem> one = List.of(item).iterator();
      return run.run(one, () -> List.of(item).iterator(), OptionalInt.empty(), work::open);
    }
  }

  /** No more than a claim check can have is read. */
  private String read() {
    try (InputStream in = "-".equals(file) ? System.in : Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(ClaimCheck.MOST_CHARACTERS + 1);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(Disk.reason(e), e);
    } catch (InvalidPathException e) {
      throw unreadable(e.getReason(), e);
    }
  }

  private Refused unreadable(String why, Exception e) {
    return new Refused(CliError.NO_SUCH_FILE, "can't read '%s': %s".formatted(file, why), e);
  }
}
