package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag pause} and {@code saddlebag resume}. */
abstract sealed class PauseCommand implements Callable<Integer> {

  private final FlowRunner flows;
  private final boolean paused;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(paramLabel = "FLOW", description = "The flow.")
  private String flow;

  @Mixin private RoutesOption routes;

  private PauseCommand(FlowRunner flows, boolean paused) {
    this.flows = flows;
    this.paused = paused;
  }

  /** Pauses. */
  @Command(
      name = "pause",
      header =
          "Lets a flow take up no new work, until it is resumed; what is under way is delivered.")
  static final class Pause extends PauseCommand {
    Pause(FlowRunner flows) {
      super(flows, true);
    }
  }

  /** Resumes. */
  @Command(name = "resume", header = "Lets a paused flow go on.")
  static final class Resume extends PauseCommand {
    Resume(FlowRunner flows) {
      super(flows, false);
    }
  }

  @Override
  public Integer call() {
    List<Path> files = routes.files(saddlebag.common().configFolder());
    try (Services services = saddlebag.common().services(Settings.Scope.WITHOUT_MASTER_KEYS)) {
      boolean changed = flows.pause(services, files, flow, paused);
      saddlebag.common().console().result(line(changed), event(changed));
      return ExitCode.DONE;
    }
  }

  private String line(boolean changed) {
    String state = paused ? "paused" : "not paused";
    return "%s is %s%s".formatted(flow, state, changed ? "" : ", as it was before");
  }

  private Map<String, Object> event(boolean changed) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", paused ? "paused" : "resumed");
    event.put("flow", flow);
    event.put("changed", changed);
    return event;
  }
}
