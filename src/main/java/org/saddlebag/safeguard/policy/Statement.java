package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One statement of a policy, and why it is there.
 *
 * @param sid its name in the document, letters and digits
 * @param effect {@code Allow} or {@code Deny}
 * @param principals ARNs; {@code *} alone for everybody; S3's own name; empty in policies of
 *     identities
 * @param actions at least one
 * @param resources at least one
 * @param conditions values by condition key by operator; all must hold
 * @param reason what it allows or stops, and why
 * @param source what says so
 */
public record Statement(
    String sid,
    String effect,
    List<String> principals,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions,
    String reason,
    Source source) {

  /** Everybody. */
  static final List<String> EVERYBODY = List.of("*");

  /** The service. Source: IAM User Guide, "AWS service principals". */
  static final List<String> S3_ITSELF = List.of("s3.amazonaws.com");

  /** Copies the collections. */
  public Statement {
    Objects.requireNonNull(sid, "sid");
    principals = List.copyOf(principals);
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    Map<String, Map<String, List<String>>> copy = new LinkedHashMap<>();
    conditions.forEach(
        (operator, keys) ->
            copy.put(operator, Collections.unmodifiableMap(new LinkedHashMap<>(keys))));
    conditions = Collections.unmodifiableMap(copy);
  }

  static Statement allow(String sid, List<String> actions, List<String> resources) {
    return new Statement(sid, "Allow", List.of(), actions, resources, Map.of(), "", null);
  }

  static Statement deny(String sid, List<String> actions, List<String> resources) {
    return new Statement(sid, "Deny", EVERYBODY, actions, resources, Map.of(), "", null);
  }

  /** Only where this holds too. */
  Statement when(String operator, String key, List<String> values) {
    Map<String, Map<String, List<String>>> more = new LinkedHashMap<>();
    conditions.forEach((known, keys) -> more.put(known, new LinkedHashMap<>(keys)));
    more.computeIfAbsent(operator, none -> new LinkedHashMap<>()).put(key, List.copyOf(values));
    return new Statement(sid, effect, principals, actions, resources, more, reason, source);
  }

  Statement when(String operator, String key, String value) {
    return when(operator, key, List.of(value));
  }

  /** For some alone. */
  Statement of(List<String> others) {
    return new Statement(sid, effect, others, actions, resources, conditions, reason, source);
  }

  Statement named(String other) {
    return new Statement(other, effect, principals, actions, resources, conditions, reason, source);
  }

  Statement because(Source says, String why) {
    return new Statement(sid, effect, principals, actions, resources, conditions, why, says);
  }

  /**
   * The statement as the document has it.
   *
   * @return texts, lists of texts, and maps of both
   */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Sid", sid);
    body.put("Effect", effect);
    if (principals.equals(EVERYBODY)) {
      body.put("Principal", "*");
    } else if (principals.equals(S3_ITSELF)) {
      body.put("Principal", Map.of("Service", oneOrMany(principals)));
    } else if (!principals.isEmpty()) {
      body.put("Principal", Map.of("AWS", oneOrMany(principals)));
    }
    body.put("Action", oneOrMany(actions));
    body.put("Resource", oneOrMany(resources));
    if (!conditions.isEmpty()) {
      Map<String, Object> condition = new LinkedHashMap<>();
      conditions.forEach(
          (operator, keys) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            keys.forEach((key, texts) -> values.put(key, oneOrMany(texts)));
            condition.put(operator, values);
          });
      body.put("Condition", condition);
    }
    return body;
  }

  private static Object oneOrMany(List<String> texts) {
    return texts.size() == 1 ? texts.get(0) : new ArrayList<>(texts);
  }
}
