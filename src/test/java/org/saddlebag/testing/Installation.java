package org.saddlebag.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.saddlebag.keys.NewKeystore;

/**
 * The packaged folder with a configuration of its own, run as its users run it: by the launcher, in
 * a process of its own.
 */
public final class Installation {

  /** The one master key: {@code archive}. */
  public static final char[] PASSWORD = "correct horse battery staple".toCharArray();

  /** These processes live for a second or two: compiling much would not pay. */
  private static final String QUICK_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 ";

  private static final long PATIENCE_SECONDS = 300;

  private final Path folder;
  private final Path launcher;

  private Installation(Path folder) {
    this.folder = folder;
    String home = System.getProperty("saddlebag.home");
    if (home == null) {
      throw new IllegalStateException(
          "saddlebag.home must name the packaged folder; run this by mvn verify");
    }
    this.launcher = Path.of(home, "bin", "saddlebag").toAbsolutePath();
  }

  /**
   * Makes a configuration with a keystore and a store.
   *
   * @param folder where config, routes and state go
   * @param store settings of the store
   * @return the installation, without flows
   * @throws IOException if the folder can't be written
   */
  public static Installation in(Path folder, List<String> store) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.createDirectories(folder.resolve("routes"));
    NewKeystore.create(config.resolve("keys.p12"), "archive", PASSWORD.clone());
    List<String> lines = new ArrayList<>(store);
    lines.add("saddlebag.keys.archive.uri=keystore:keys.p12#archive");
    lines.add("saddlebag.keys.archive.password=env:ARCHIVE_PASSWORD");
    lines.add("saddlebag.node=test");
    Files.write(config.resolve("application.properties"), lines);
    return new Installation(folder);
  }

  /** The folder of configuration, routes and state. */
  public Path folder() {
    return folder;
  }

  /** The keystore that holds the master key. */
  public Path keystore() {
    return folder.resolve("config").resolve("keys.p12");
  }

  /**
   * Declares the flows.
   *
   * @param flows the text of {@code flows.yaml}
   * @throws IOException if it can't be written
   */
  public void flows(String... flows) throws IOException {
    Files.writeString(folder.resolve("routes").resolve("flows.yaml"), String.join("\n", flows));
  }

  /**
   * One flow for {@link #flows}.
   *
   * @param template the route template
   * @param name the flow's name
   * @param parameters alternately name and value
   * @return YAML
   */
  public static String flow(String template, String name, String... parameters) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("- templatedRoute:\n    routeTemplateRef: ").append(template);
    yaml.append("\n    routeId: ").append(name).append("\n    parameters:\n");
    for (int i = 0; i < parameters.length; i += 2) {
      yaml.append(
          "      - { name: %s, value: \"%s\" }\n".formatted(parameters[i], parameters[i + 1]));
    }
    return yaml.toString();
  }

  /**
   * Starts a command.
   *
   * @param javaOptions further options of the JVM, for example {@code -Xmx128m}
   * @param arguments command and arguments; {@code --config} is added
   * @return the process; its output goes to {@link #output}
   * @throws IOException if it can't be started
   */
  public Process start(String javaOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    command.add("--config");
    command.add(folder.resolve("config").toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("ARCHIVE_PASSWORD", new String(PASSWORD));
    builder.environment().put("SADDLEBAG_JAVA_OPTS", QUICK_START + javaOptions);
    builder.redirectErrorStream(true).redirectOutput(output().toFile());
    return builder.start();
  }

  /**
   * Runs a command to its end.
   *
   * @param javaOptions see {@link #start}
   * @param arguments see {@link #start}
   * @return the exit code
   * @throws IOException if it can't be started
   * @throws InterruptedException if the wait is interrupted
   */
  public int run(String javaOptions, String... arguments) throws IOException, InterruptedException {
    Process process = start(javaOptions, arguments);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("did not end: " + List.of(arguments) + "\n" + log());
    }
    return process.exitValue();
  }

  /** Where the last process writes what it says. */
  public Path output() {
    return folder.resolve("output.log");
  }

  /**
   * What the last process said.
   *
   * @return the text
   * @throws IOException if it can't be read
   */
  public String log() throws IOException {
    return Files.readString(output(), StandardCharsets.UTF_8);
  }
}
