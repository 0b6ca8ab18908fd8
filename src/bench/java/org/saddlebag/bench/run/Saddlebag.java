package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.saddlebag.keys.NewKeystore;

/** The packaged program with a configuration of its own. */
final class Saddlebag {

  static final String PASSWORD = "correct horse battery staple";
  private static final String JAVA_OPTIONS = "-Xmx128m";

  private final Path folder;

  private Saddlebag(Path folder) {
    this.folder = folder;
  }

  static Saddlebag in(Path folder, String endpoint) throws IOException {
    return in(folder, endpoint, List.of());
  }

  static Saddlebag in(Path folder, String endpoint, List<String> more) throws IOException {
    Path config = Files.createDirectories(Trees.fresh(folder).resolve("config"));
    Files.createDirectories(folder.resolve("routes"));
    NewKeystore.create(config.resolve("keys.p12"), "archive", PASSWORD.toCharArray());
    List<String> settings = new ArrayList<>(more);
    settings.addAll(
        List.of(
            "saddlebag.s3.profile=aws",
            "camel.component.aws2-s3.uriEndpointOverride=" + endpoint,
            "camel.component.aws2-s3.forcePathStyle=true",
            "camel.component.aws2-s3.region=us-east-1",
            "saddlebag.keys.archive.uri=keystore:keys.p12#archive",
            "saddlebag.keys.archive.password=env:ARCHIVE_PASSWORD",
            "saddlebag.node=bench"));
    Files.write(config.resolve("application.properties"), settings);
    return new Saddlebag(folder);
  }

  Path keystore() {
    return folder.resolve("config").resolve("keys.p12");
  }

  /** Forgets what it delivered. */
  void forget() {
    Trees.delete(folder.resolve("state"));
  }

  /** Declares the one flow that {@code run} has. */
  void flow(String template, Map<String, String> parameters) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("- templatedRoute:");
    lines.add("    routeTemplateRef: " + template);
    lines.add("    routeId: bench");
    lines.add("    parameters:");
    parameters.forEach(
        (name, value) -> lines.add("      - { name: %s, value: \"%s\" }".formatted(name, value)));
    Files.write(folder.resolve("routes").resolve("flows.yaml"), lines);
  }

  Command command(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of("target/saddlebag/bin/saddlebag").toAbsolutePath().toString());
    words.addAll(List.of(arguments));
    words.addAll(List.of("--config", folder.resolve("config").toString()));
    return new Command(
        words,
        Store.environment(
            Map.of("ARCHIVE_PASSWORD", PASSWORD, "SADDLEBAG_JAVA_OPTS", JAVA_OPTIONS)));
  }
}
