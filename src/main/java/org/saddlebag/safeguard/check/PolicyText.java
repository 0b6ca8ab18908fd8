package org.saddlebag.safeguard.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.saddlebag.aws.Aspect;

/** Reads policies. */
final class PolicyText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PolicyText() {}

  /** The statements; a text that is no policy is a failed look. */
  static Aspect<List<PolicyStatement>> statements(Aspect<String> policy) {
    if (!(policy instanceof Aspect.Seen<String> seen)) {
      return policy.map(text -> List.of());
    }
    try {
      JsonNode statements = JSON.readTree(seen.value()).path("Statement");
      List<PolicyStatement> all = new ArrayList<>();
      each(statements).forEach(statement -> all.add(statement(statement)));
      return new Aspect.Seen<>(List.copyOf(all));
    } catch (JsonProcessingException e) {
      return new Aspect.Failed<>("the policy is no JSON");
    }
  }

  /** One thing may stand for a list of one. */
  private static Stream<JsonNode> each(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Stream.of();
    }
    return node.isArray() ? node.valueStream() : Stream.of(node);
  }

  private static PolicyStatement statement(JsonNode statement) {
    List<PolicyStatement.Condition> conditions = new ArrayList<>();
    statement
        .path("Condition")
        .properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key ->
                            conditions.add(
                                new PolicyStatement.Condition(
                                    operator.getKey(), key.getKey(), texts(key.getValue())))));
    return new PolicyStatement(
        statement.path("Effect").asText().equals("Allow"),
        principals(statement.path("Principal")),
        texts(statement.path("Action")),
        texts(statement.path("Resource")),
        List.copyOf(conditions),
        statement.has("NotPrincipal")
            || statement.has("NotAction")
            || statement.has("NotResource"));
  }

  private static List<String> texts(JsonNode node) {
    return each(node).map(JsonNode::asText).toList();
  }

  /** A text, or lists by kind: AWS, Service, Federated, CanonicalUser. */
  private static List<String> principals(JsonNode node) {
    return node.isObject()
        ? node.valueStream().flatMap(kind -> texts(kind).stream()).toList()
        : texts(node);
  }
}
