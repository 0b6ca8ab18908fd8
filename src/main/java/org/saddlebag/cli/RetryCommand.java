package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.saddlebag.delivery.PutBack;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag retry}. */
@Command(
    name = "retry",
    header = "Puts failed deliveries back, so that their flows take them up again.")
final class RetryCommand implements Callable<Integer> {

  private final FlowRunner flows;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(arity = "0..1", paramLabel = "FLOW", description = "One flow (default: all).")
  private String flow;

  @Mixin private RoutesOption routes;

  RetryCommand(FlowRunner flows) {
    this.flows = flows;
  }

  @Override
  public Integer call() {
    List<Path> files = routes.files(saddlebag.common().configFolder());
    Console console = saddlebag.common().console();
    try (Services services = saddlebag.common().services(Settings.Scope.WITHOUT_MASTER_KEYS)) {
      PutBack back = flows.retry(services, files, flow);
      back.files().forEach(file -> tell(console, "file", file.toString()));
      back.objects().forEach(object -> tell(console, "object", object.toString()));
      console.result(back.size() + " put back", event("summary", "retried", back.size()));
      return ExitCode.DONE;
    }
  }

  private static void tell(Console console, String kind, String name) {
    console.result("put back " + name, event("retried", kind, name));
  }

  private static Map<String, Object> event(String event, String name, Object value) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("event", event);
    entries.put(name, value);
    return entries;
  }
}
