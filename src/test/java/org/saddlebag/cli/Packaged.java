package org.saddlebag.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.local.LocalCloud;

/** The packaged launcher, with a configuration for the embedded S3 and KMS in a folder. */
final class Packaged {

  static final String BUCKET = "cli-test";

  private static final String PASSWORD = "correct horse battery staple";
  private static final int PATIENCE_SECONDS = 120;

  private final Path folder;
  private final Path launcher;
  private final Map<String, String> environment =
      new java.util.HashMap<>(Map.of("ARCHIVE_PASSWORD", PASSWORD));

  Packaged(Path folder, LocalCloud cloud) throws IOException {
    this.folder = folder;
    this.launcher =
        Path.of(System.getProperty("saddlebag.home"), "bin", "saddlebag").toAbsolutePath();
    cloud.s3().ensureBucket(BUCKET);
    cloud.kms().ensureKey("alias/orders");
    Files.createDirectories(folder.resolve("config"));
    NewKeystore.create(folder.resolve("config/keys.p12"), "archive", PASSWORD.toCharArray());
    Files.writeString(folder.resolve("config/secret"), cloud.s3().secretKey());
    Files.write(config(), settings(cloud));
  }

  private static List<String> settings(LocalCloud cloud) {
    List<String> lines = new ArrayList<>();
    lines.add("saddlebag.keys.archive.uri=keystore:keys.p12#archive");
    lines.add("saddlebag.keys.archive.password=env:ARCHIVE_PASSWORD");
    lines.add("saddlebag.keys.orders.uri=kms:alias/orders");
    lines.add("saddlebag.s3.attempts=2");
    lines.addAll(component("s3", cloud.s3().endpoint().toString(), cloud));
    lines.addAll(component("kms", cloud.kms().endpoint().toString(), cloud));
    lines.add("camel.component.aws2-s3.forcePathStyle=true");
    return lines;
  }

  private static List<String> component(String service, String endpoint, LocalCloud cloud) {
    String prefix = "camel.component.aws2-" + service + ".";
    return List.of(
        prefix + "region=eu-central-1",
        prefix + "uriEndpointOverride=" + endpoint,
        prefix + "accessKey=" + cloud.s3().accessKey(),
        prefix + "secretKey=file:secret");
  }

  Path config() {
    return folder.resolve("config/application.properties");
  }

  /** Replaces a piece of the configuration. */
  void configure(String old, String other) throws IOException {
    String text = Files.readString(config());
    if (!text.contains(old)) {
      throw new IllegalArgumentException("the configuration has no " + old);
    }
    Files.writeString(config(), text.replace(old, other));
  }

  void variable(String name, String value) {
    environment.put(name, value);
  }

  /** Runs a command with this configuration to its end. */
  CliRun run(String... arguments) throws IOException, InterruptedException {
    return end(start(arguments));
  }

  /** Runs a command that brings its own configuration. */
  CliRun runAsItIs(String... arguments) throws IOException, InterruptedException {
    return end(launch(Arrays.asList(arguments)));
  }

  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(Arrays.asList(arguments));
    if (!command.contains("--config")) {
      command.addAll(List.of("--config", folder.resolve("config").toString()));
    }
    return launch(command);
  }

  private Process launch(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("SADDLEBAG_JAVA_OPTS", "-XX:+UseSerialGC -Xmx256m");
    builder.redirectOutput(folder.resolve("stdout").toFile());
    builder.redirectError(folder.resolve("stderr").toFile());
    return builder.start();
  }

  CliRun end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("it did not end\n" + text("stdout") + text("stderr"));
    }
    return new CliRun(process.exitValue(), text("stdout"), text("stderr"));
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }
}
