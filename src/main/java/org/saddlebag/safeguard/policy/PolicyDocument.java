package org.saddlebag.safeguard.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy, ready to be applied.
 *
 * @param kind what it is for
 * @param statements at least one, each with its reason
 * @param warnings what the operator must know and the document can't say
 */
public record PolicyDocument(PolicyKind kind, List<Statement> statements, List<String> warnings) {

  /** The policy language's own version. Source: IAM User Guide, "Version" of policy elements. */
  private static final String LANGUAGE = "2012-10-17";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public PolicyDocument {
    statements = List.copyOf(statements);
    warnings = List.copyOf(warnings);
  }

  /**
   * The document as values.
   *
   * @return {@code Version} and {@code Statement}
   */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Version", LANGUAGE);
    body.put("Statement", statements.stream().map(Statement::body).toList());
    return body;
  }

  /**
   * The document as JSON, indented.
   *
   * @return without comments, as AWS takes it
   */
  public String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }
}
