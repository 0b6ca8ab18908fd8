package org.saddlebag.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code saddlebag} itself. */
@Command(
    name = "saddlebag",
    header = "Sealed file transfer to S3: files rest encrypted in S3, and come back.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 all done, 1 some items failed, 2 wrong usage or configuration,",
      "3 refused by a safeguard, 130 interrupted."
    })
final class RootCommand implements Runnable {

  @Spec private CommandSpec command;

  @Mixin private CommonOptions common;

  CommonOptions common() {
    return common;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.commandLine(), "a command is missing");
  }
}
