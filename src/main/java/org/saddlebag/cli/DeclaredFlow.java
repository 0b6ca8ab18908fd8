package org.saddlebag.cli;

import java.util.Map;

/**
 * A flow as it is declared, with placeholders resolved and its template's defaults filled in.
 *
 * @param name its name
 * @param template the route template it is made from
 * @param parameters every parameter of the template, as text; empty where it has no value
 */
public record DeclaredFlow(String name, String template, Map<String, String> parameters) {

  /** The templates of flows that bring something to S3 are named by where they take it. */
  private static final String SENDER = "-to-s3";

  /** Copies the parameters. */
  public DeclaredFlow {
    parameters = Map.copyOf(parameters);
  }

  /**
   * A parameter.
   *
   * @param parameter its name
   * @return its value; empty where it has none, or the template does not know it
   */
  public String value(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }

  /**
   * Whether the flow brings something to S3.
   *
   * @return false where it brings objects back
   */
  public boolean sends() {
    return template.endsWith(SENDER);
  }
}
