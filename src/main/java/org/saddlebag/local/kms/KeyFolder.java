package org.saddlebag.local.kms;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.saddlebag.local.auth.PrivateFile;

/** Keys and aliases as files. */
final class KeyFolder {

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  KeyFolder(Path folder) throws IOException {
    this.folder = folder;
    PrivateFile.createFolder(folder);
  }

  List<KmsKey> keys() throws IOException {
    List<KmsKey> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".key.json")).toList()) {
        keys.add(json.readValue(Files.readAllBytes(file), KmsKey.class));
      }
    }
    return keys;
  }

  Map<String, String> aliases() throws IOException {
    Path file = folder.resolve("aliases.json");
    return Files.exists(file)
        ? json.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, String>>() {})
        : Map.of();
  }

  void write(KmsKey key) throws IOException {
    Path file = folder.resolve(key.keyId() + ".key.json");
    PrivateFile.write(file, json.writeValueAsBytes(key));
  }

  void write(Map<String, String> aliases) throws IOException {
    PrivateFile.write(folder.resolve("aliases.json"), json.writeValueAsBytes(aliases));
  }
}
