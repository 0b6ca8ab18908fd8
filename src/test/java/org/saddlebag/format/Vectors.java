package org.saddlebag.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.saddlebag.errors.SaddlebagException;

/** The known-answer vectors: one file, one case, named by the file. */
public final class Vectors {

  private static final Path ROOT = Path.of("src/test/resources/vectors");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** All cases of a folder, for example {@code metadata/good}; never none. */
  public static List<Named<JsonNode>> in(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      List<Named<JsonNode>> vectors = files.sorted().map(Vectors::read).toList();
      assertThat(vectors).as(folder).isNotEmpty();
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object of strings. */
  public static Map<String, String> strings(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().textValue()));
    return map;
  }

  /** The suite of a number. */
  public static AlgorithmSuite suite(JsonNode number) {
    return Stream.of(AlgorithmSuite.values())
        .filter(suite -> suite.id() == number.asInt())
        .findFirst()
        .orElseThrow();
  }

  /** The wrap algorithm of a V2 name. */
  public static WrapAlgorithm wrap(JsonNode name) {
    return Stream.of(WrapAlgorithm.values())
        .filter(wrap -> wrap.v2Name().equals(name.textValue()))
        .findFirst()
        .orElseThrow();
  }

  /** Asserts class and code of a failure. */
  public static void assertExpected(Throwable thrown, JsonNode vector) {
    JsonNode expected = vector.get("expect");
    assertThat(thrown).isInstanceOf(SaddlebagException.class);
    assertThat(thrown.getClass().getSimpleName()).isEqualTo(expected.get("exception").textValue());
    assertThat(((SaddlebagException) thrown).code().id())
        .isEqualTo(expected.get("code").textValue());
  }

  private static Named<JsonNode> read(Path file) {
    try {
      JsonNode vector = JSON.readTree(file.toFile());
      assertThat(vector.path("source").asText()).as("source of " + file).isNotBlank();
      return Named.of(file.getFileName().toString().replace(".json", ""), vector);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
