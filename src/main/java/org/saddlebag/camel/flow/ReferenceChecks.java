package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import org.saddlebag.camel.queue.AfterFile;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.errors.Refused;

/** What a flow says of files that its messages name must fit together. */
final class ReferenceChecks {

  private ReferenceChecks() {}

  static List<String> problems(FlowDeclaration flow) {
    List<String> problems = new ArrayList<>();
    if (!flow.sends() || flow.given("filesBelow").isPresent()) {
      return problems;
    }
    if (flow.given("afterFile").filter(after -> !after.equals(AfterFile.keep.name())).isPresent()
        || flow.given("fileHeader").isPresent()) {
      problems.add(flow + " speaks of files that messages name: give filesBelow, their directory");
    }
    flow.given("objectKey")
        .filter(key -> flow.sendsMessages() && namesFiles(key))
        .ifPresent(
            key ->
                problems.add(
                    ("%s, objectKey '%s' speaks of files, but the flow sends messages: use"
                            + " {messageId} or {header:NAME}, or give filesBelow")
                        .formatted(flow, key)));
    return problems;
  }

  /** What is no template is told elsewhere. */
  private static boolean namesFiles(String key) {
    try {
      return ObjectKeyTemplate.parse(key).namesFiles();
    } catch (Refused e) {
      return false;
    }
  }
}
