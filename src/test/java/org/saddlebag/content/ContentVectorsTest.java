package org.saddlebag.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.content.ContentFixtures.FixedRandom;
import org.saddlebag.content.ContentFixtures.Sealed;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.ContentMetadataV3;

/** Published content vectors, in both directions. */
class ContentVectorsTest {

  private static final Path GOOD = Path.of("src/test/resources/vectors/content/good");

  static List<Named<JsonNode>> vectors() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> files = Files.list(GOOD)) {
      return files
          .sorted()
          .map(
              file -> {
                try {
                  return named(file.getFileName().toString(), json.readTree(file.toFile()));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void the_published_plaintext_seals_to_the_published_object_and_back(JsonNode vector) {
    AlgorithmSuite suite =
        vector.get("suite").asText().equals("115")
            ? AlgorithmSuite.GCM_HKDF_COMMIT_KEY
            : AlgorithmSuite.GCM_NO_KDF;
    byte[] dataKey = hex(vector, "dataKey");
    byte[] plaintext = hex(vector, "plaintext");
    SealingMaterials materials =
        ContentFixtures.materials(suite, dataKey, new FixedRandom(hex(vector, "random")));

    Sealed sealed = ContentFixtures.seal(ContentFixtures.DETECTED, materials, plaintext);

    assertThat(sealed.bytes()).isEqualTo(hex(vector, "sealed"));
    if (sealed.metadata() instanceof ContentMetadataV3 v3) {
      assertThat(v3.commitment().toByteArray()).isEqualTo(hex(vector, "commitment"));
    }
    assertThat(
            ContentFixtures.open(
                ContentFixtures.DETECTED, dataKey, sealed.metadata(), sealed.bytes()))
        .isEqualTo(plaintext);
  }

  private static byte[] hex(JsonNode vector, String name) {
    return HexFormat.of().parseHex(vector.get(name).asText());
  }
}
