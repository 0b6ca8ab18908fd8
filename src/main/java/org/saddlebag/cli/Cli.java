package org.saddlebag.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.keys.KeyError;
import org.saddlebag.safeguard.check.CheckError;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as a whole: from arguments to the exit code. */
public final class Cli {

  /** What refuses where everything is configured as meant. */
  private static final Set<ErrorCode> SAFEGUARDS =
      Set.of(KeyError.PUBLIC_KEY_ONLY, KeyError.CERTIFICATE_DATES, CheckError.PREFLIGHT_REFUSED);

  private final FlowRunner flows;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Interruption interruption = new Interruption();

  /**
   * A command line.
   *
   * @param flows what runs flows
   * @param out where results go
   * @param err where errors go
   */
  public Cli(FlowRunner flows, PrintWriter out, PrintWriter err) {
    this.flows = flows;
    this.out = out;
    this.err = err;
  }

  /**
   * Lets SIGINT and SIGTERM break the work off cleanly. The process then waits for {@link #run}.
   *
   * @return this
   */
  public Cli stoppedBySignals() {
    interruption.listenToSignals();
    return this;
  }

  /**
   * The wish to stop, for tests and for whoever embeds this.
   *
   * @return never null
   */
  public Interruption interruption() {
    return interruption;
  }

  /**
   * Runs one command.
   *
   * @param arguments as the shell gives them
   * @return the exit code
   */
  public int run(String... arguments) {
    try {
      return commandLine(arguments).execute(arguments);
    } finally {
      interruption.finished();
    }
  }

  private CommandLine commandLine(String... arguments) {
    CommandLine root = new CommandLine(new RootCommand());
    root.addSubcommand(new TryCommand(flows, interruption))
        .addSubcommand(new RunCommand(flows, interruption))
        .addSubcommand(new SealCommand(interruption))
        .addSubcommand(new OpenCommand(interruption))
        .addSubcommand(new ClaimCommand(interruption))
        .addSubcommand(new InspectCommand())
        .addSubcommand(new CheckCommand(flows))
        .addSubcommand(new AuditCommand())
        .addSubcommand(new PolicyCommand(flows))
        .addSubcommand(new RetryCommand(flows))
        .addSubcommand(new PauseCommand.Pause(flows))
        .addSubcommand(new PauseCommand.Resume(flows));
    setUp(root.getCommandSpec());
    Console console = new Console(out, err, Arrays.asList(arguments).contains("--json"));
    return root.setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, given) -> wrongUsage(e, console))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, console));
  }

  private static void setUp(CommandSpec command) {
    command.versionProvider(new Version());
    command.usageMessage().width(100).sortOptions(false).abbreviateSynopsis(true);
    command.subcommands().values().forEach(each -> setUp(each.getCommandSpec()));
  }

  private static int wrongUsage(CommandLine.ParameterException e, Console console) {
    List<String> lines = e.getMessage().lines().toList();
    console.failure(null, new Refused(CliError.USAGE, lines.isEmpty() ? "?" : lines.get(0)));
    return ExitCode.WRONG_USE;
  }

  /** What escapes a command was thrown before its first item, save for our own faults. */
  private int failed(Exception e, Console console) {
    SaddlebagException failure = Failures.of(e);
    if (interruption.requested()) {
      console.failure(null, new Refused(CliError.STOPPED, "stopped before the end", e));
      return ExitCode.INTERRUPTED;
    }
    console.failure(null, failure);
    return exitCode(failure.code());
  }

  private static int exitCode(ErrorCode code) {
    if (SAFEGUARDS.contains(code)) {
      return ExitCode.SAFEGUARD;
    }
    return code == CliError.INTERNAL_FAULT ? ExitCode.FAILED : ExitCode.WRONG_USE;
  }
}
