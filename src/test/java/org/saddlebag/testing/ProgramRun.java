package org.saddlebag.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * One command that has ended.
 *
 * @param exitCode its exit code
 * @param out what it said on stdout
 * @param err what it said on stderr
 */
public record ProgramRun(int exitCode, String out, String err) {

  /**
   * What {@code --json} printed.
   *
   * @return one node for each line of stdout
   */
  public List<JsonNode> json() {
    return out.lines().map(ProgramRun::parse).toList();
  }

  private static JsonNode parse(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }
}
