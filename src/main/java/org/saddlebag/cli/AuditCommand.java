package org.saddlebag.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code saddlebag audit}. */
@Command(
    name = "audit",
    header = "Shows who used which master key, and checks that nothing of it was changed.",
    synopsisSubcommandLabel = "show|verify",
    subcommands = {AuditShowCommand.class, AuditVerifyCommand.class})
final class AuditCommand implements Runnable {

  @Spec private CommandSpec command;

  @ParentCommand private RootCommand saddlebag;

  CommonOptions common() {
    return saddlebag.common();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.commandLine(), "show or verify is missing");
  }
}
