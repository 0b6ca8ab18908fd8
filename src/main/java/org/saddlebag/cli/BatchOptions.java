package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Function;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.settings.NodeSettings;
import org.saddlebag.settings.Services;
import picocli.CommandLine.Option;

/** What commands on many files or objects take. */
final class BatchOptions {

  private static final int MOST_JOBS = 64;

  /**
   * What bounds many small files is waiting for answers, not this machine: at 20 ms each, 16 at
   * once make 800 a second. Where there are many processors, as many again keep them busy.
   */
  private static final int USUAL_JOBS = 16;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Files at once, 1 to 64 (default: 16, or twice the processors where that is more).")
  private Integer jobs;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "Note each item that is done or failed in FILE (JSON lines), and skip what it says was"
              + " done and has not changed since.")
  private Path manifest;

  @Option(
      names = "--no-resume",
      description =
          "Forget what an interrupted or failed run of the same command has done (default: skip"
              + " it).")
  private boolean fresh;

  @Option(
      names = "--keep-going",
      description = "Go on where a failure seems to concern every item (default: stop).")
  private boolean keepGoing;

  @Option(names = "--no-progress", description = "Show no progress bar on a terminal.")
  private boolean withoutProgress;

  /** The manifest that the user named, or null. */
  Path manifest() {
    return manifest;
  }

  /** How many items at once. */
  int jobs() {
    if (jobs == null) {
      return Math.min(
          MOST_JOBS, Math.max(USUAL_JOBS, 2 * Runtime.getRuntime().availableProcessors()));
    }
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new Refused(CliError.USAGE, "--jobs is %d, must be 1 to %d".formatted(jobs, MOST_JOBS));
    }
    return jobs;
  }

  StopRule stopRule(Function<SaddlebagException, Scope> scopes) {
    return new StopRule(scopes, keepGoing ? 0 : Math.max(USUAL_JOBS, jobs()));
  }

  /**
   * The record of a batch.
   *
   * @param named the manifest to write, or null
   * @param wanted whether there is anything to record where no manifest was named
   * @param identity what tells this batch from others
   */
  BatchRecord record(
      Services services, Console console, Path named, boolean wanted, String identity) {
    if (fresh && named != null) {
      throw new Refused(
          CliError.USAGE, "--no-resume does not go with --manifest; name another one");
    }
    Runnable settle = () -> services.audit().settle();
    if (named == null && !wanted) {
      return BatchRecord.none(services.commandJournal(), settle);
    }
    NodeSettings node = services.settings().node();
    try {
      BatchRecord record =
          BatchRecord.open(node.state(), node.name(), identity, named, fresh, settle);
      if (named == null && record.known() > 0) {
        console.note(
            "%d were done by an earlier run and are skipped (--no-resume does them again)"
                .formatted(record.known()));
      }
      return record;
    } catch (FileUnavailable e) {
      if (named != null) {
        throw e;
      }
      console.note("this can't be taken up after an interruption: " + e.what());
      return BatchRecord.none(services.commandJournal(), settle);
    }
  }

  /** The width of the terminal to show a bar on; empty for no bar. */
  OptionalInt barColumns(boolean json) {
    return json || withoutProgress ? OptionalInt.empty() : Terminal.columns();
  }
}
