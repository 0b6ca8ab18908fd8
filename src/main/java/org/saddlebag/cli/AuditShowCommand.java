package org.saddlebag.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.saddlebag.audit.ChainLine;
import org.saddlebag.audit.TrailQuestion;
import org.saddlebag.audit.TrailReader;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag audit show}. */
@Command(
    name = "show",
    header = "Shows the audit trail: uses of master keys and deliveries, in the order of time.",
    description =
        "With --object also the making of its data key is shown, which came before the object had"
            + " an address. Lines that were changed are left out; audit verify finds them.")
final class AuditShowCommand implements Callable<Integer> {

  @ParentCommand private AuditCommand audit;

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description = "A master key, by its name, version or ARN.")
  private String key;

  @Option(
      names = "--object",
      paramLabel = "s3://BUCKET/KEY",
      description = "An object, or all below a prefix that ends with a slash.")
  private String object;

  @Option(names = "--since", paramLabel = "TIME", description = "From this time on, UTC.")
  private String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before this time, UTC.")
  private String until;

  @Option(names = "--who", paramLabel = "WHO", description = "A user, host, node or AWS identity.")
  private String who;

  @Option(
      names = "--flow",
      paramLabel = "FLOW",
      description = "A flow, or the command seal or open.")
  private String flow;

  @Override
  public Integer call() {
    TrailQuestion question =
        new TrailQuestion(
            key, object, TrailQuestion.time(since), TrailQuestion.time(until), who, flow);
    try (Services services = audit.common().services(Settings.Scope.WITHOUT_MASTER_KEYS)) {
      TrailReader trail = new TrailReader(services.settings().audit().folder());
      Set<String> dataKeys = question.dataKeys(trail);
      Console console = audit.common().console();
      trail.forEach(
          (lane, line) -> {
            if (question.asksFor(line, dataKeys)) {
              console.result(text(line), event(lane, line));
            }
          });
      return ExitCode.DONE;
    }
  }

  private static Map<String, Object> event(int lane, ChainLine line) {
    Map<String, Object> event = new LinkedHashMap<>();
    line.json().properties().forEach(field -> event.put(field.getKey(), field.getValue()));
    event.put("lane", lane);
    return event;
  }

  private static String text(ChainLine line) {
    StringBuilder text = new StringBuilder();
    for (String field : new String[] {"time", "event", "outcome", "flow"}) {
      text.append(line.text(field).orElse("-")).append("  ");
    }
    text.append("key ").append(line.text("key").orElse("-"));
    line.text("keyVersion").ifPresent(version -> text.append(' ').append(version));
    text.append("  ").append(line.text("object").orElse("-"));
    line.text("version").ifPresent(version -> text.append("?versionId=").append(version));
    text.append("  ").append(line.text("user").orElse("?"));
    text.append('@').append(line.text("host").orElse("?"));
    line.text("aws")
        .filter(aws -> aws.startsWith("arn:"))
        .ifPresent(a -> text.append(' ').append(a));
    more(text, line);
    return text.toString();
  }

  private static void more(StringBuilder text, ChainLine line) {
    Iterator<String> fields =
        java.util.List.of(
                "dataKey", "delivery", "kmsRequest", "s3Request", "code", "reason", "file")
            .iterator();
    fields.forEachRemaining(
        field ->
            line.text(field)
                .ifPresent(value -> text.append("\n    ").append(field).append(' ').append(value)));
  }
}
