package org.saddlebag.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.saddlebag.safeguard.policy.PolicyDocument;
import org.saddlebag.safeguard.policy.Statement;

/** A policy in words. */
final class PolicyText {

  private static final String INDENT = "\n  ";

  private PolicyText() {}

  /** Each statement: what it says, why it is there, and what says so. */
  static String of(PolicyDocument document) {
    return document.statements().stream().map(PolicyText::of).collect(Collectors.joining("\n\n"));
  }

  private static String of(Statement statement) {
    StringBuilder text = new StringBuilder(statement.sid());
    text.append(INDENT).append(statement.reason());
    text.append(INDENT)
        .append(statement.effect().equals("Allow") ? "allow  " : "deny   ")
        .append(list(statement.actions()));
    text.append(INDENT).append("on     ").append(list(statement.resources()));
    if (!statement.principals().isEmpty()) {
      text.append(INDENT).append("for    ").append(list(statement.principals()));
    }
    statement
        .conditions()
        .forEach(
            (operator, keys) ->
                keys.forEach(
                    (key, values) ->
                        text.append(INDENT)
                            .append("when   ")
                            .append(operator)
                            .append(' ')
                            .append(key)
                            .append(' ')
                            .append(list(values))));
    return text.append(INDENT).append("source ").append(statement.source()).toString();
  }

  private static String list(List<String> texts) {
    return String.join(", ", texts);
  }

  /** A statement's reason for programs. */
  static Map<String, Object> event(Statement statement) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("sid", statement.sid());
    event.put("reason", statement.reason());
    event.put("source", statement.source().title());
    event.put("url", statement.source().url());
    return event;
  }
}
