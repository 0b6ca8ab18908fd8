package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.errors.SaddlebagException;

/** What flows must be like that make one object of several messages or records. */
final class BatchChecks {

  /**
   * Of messages of a queue, all of which stay in hand until their object is proven. SQS lets
   * 120,000 be in hand. Source: Amazon SQS Developer Guide, "Quotas related to messages".
   */
  static final long MOST_MESSAGES = 10_000;

  private BatchChecks() {}

  /** Whether objects hold several; empty where the flow can't. */
  static boolean gathers(String batchMessages) {
    return !batchMessages.isEmpty() && !batchMessages.equals("1");
  }

  /** What is wrong with a flow's parameters together; it has those of its template's defaults. */
  static List<String> problems(FlowDeclaration flow) {
    List<String> problems = new ArrayList<>();
    String batchMessages = flow.given("batchMessages").orElse("");
    if (!gathers(batchMessages)) {
      if (!batchMessages.isEmpty() && flow.given("shared").orElse("").equals("true")) {
        problems.add(
            flow
                + ", shared is for objects of several messages, as one by itself is known on every"
                + " node by its object: leave it out, or set batchMessages");
      }
      return problems;
    }
    flow.given("collision")
        .filter(collision -> !collision.equals("number"))
        .ifPresent(
            collision ->
                problems.add(
                    "%s, collision '%s' is for objects of one %s: leave it out"
                        .formatted(flow, collision, flow.fromKafka() ? "record" : "message")));
    if (flow.given("filesBelow").isPresent()) {
      problems.add(
          flow
              + ", filesBelow is for objects of one message, each with its file: leave out"
              + " batchMessages");
    }
    try {
      ObjectKeyTemplate objectKey = ObjectKeyTemplate.parse(flow.given("objectKey").orElse(""));
      ObjectKeyTemplate unused =
          flow.fromKafka() ? objectKey.forBatches() : objectKey.forMessageBatches();
    } catch (SaddlebagException e) {
      problems.add("%s: %s: %s".formatted(flow, e.what(), e.fix()));
    }
    return problems;
  }
}
