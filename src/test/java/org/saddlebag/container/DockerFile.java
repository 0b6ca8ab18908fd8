package org.saddlebag.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The last stage of {@code docker/Dockerfile}. */
final class DockerFile {

  static final Path FILE = Path.of("docker", "Dockerfile");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=\"([^\"]*)\"");

  private final List<String> lines;

  private DockerFile(List<String> lines) {
    this.lines = lines;
  }

  static DockerFile read() throws IOException {
    String text = Files.readString(FILE).replace("\\\n", " ");
    List<String> stage = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      if (line.startsWith("FROM ")) {
        stage.clear();
      }
      if (!line.startsWith("#")) {
        stage.add(line);
      }
    }
    return new DockerFile(stage);
  }

  /** What follows an instruction that must be there once. */
  String one(String instruction) {
    List<String> found = all(instruction);
    if (found.size() != 1) {
      throw new AssertionError(FILE + " has " + instruction + " " + found.size() + " times");
    }
    return found.get(0);
  }

  List<String> all(String instruction) {
    return lines.stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1).strip())
        .toList();
  }

  /** An exec form: no shell stands between the process and its signals. */
  List<String> words(String instruction) {
    return words(instruction, one(instruction));
  }

  /** The command of the health check. */
  List<String> healthCheck() {
    String check = one("HEALTHCHECK");
    return words("HEALTHCHECK", check.substring(check.indexOf("CMD ") + 4));
  }

  private static List<String> words(String instruction, String text) {
    try {
      return List.of(JSON.readValue(text, String[].class));
    } catch (JsonProcessingException e) {
      throw new AssertionError(instruction + " must be an exec form, is " + text, e);
    }
  }

  /** What a container starts without further arguments. */
  List<String> command() {
    return Stream.concat(words("ENTRYPOINT").stream(), words("CMD").stream()).toList();
  }

  Map<String, String> environment() {
    Map<String, String> found = new TreeMap<>();
    for (String line : all("ENV")) {
      Matcher variable = VARIABLE.matcher(line);
      while (variable.find()) {
        found.put(variable.group(1), variable.group(2));
      }
    }
    return found;
  }
}
