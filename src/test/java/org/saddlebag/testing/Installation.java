package org.saddlebag.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final String OUT = "stdout";
  private static final String ERR = "stderr";

  private final Path folder;
  private final Path launcher;
  private final Map<String, String> environment = new HashMap<>();
  private List<String> wrapper = List.of();

  private Installation(Path folder) {
    this.folder = folder;
    variable("ARCHIVE_PASSWORD", new String(PASSWORD));
    javaOptions("-Xmx256m");
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
   * Sets a variable of the environment.
   *
   * @param name the name
   * @param value the value
   * @return this
   */
  public Installation variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * Says what the JVM is started with from now on.
   *
   * @param options for example {@code -Xmx128m}
   * @return this
   */
  public Installation javaOptions(String options) {
    return variable("SADDLEBAG_JAVA_OPTS", QUICK_START + options);
  }

  /**
   * Starts the launcher by another program from now on.
   *
   * @param command what stands before it on the command line; none ends it
   * @return this
   */
  public Installation startedBy(String... command) {
    wrapper = List.of(command);
    return this;
  }

  /** The file of settings. */
  public Path settings() {
    return folder.resolve("config").resolve("application.properties");
  }

  /**
   * Replaces a piece of the settings.
   *
   * @param old what is there
   * @param other what is to be there instead
   * @throws IOException if it can't be written
   */
  public void configure(String old, String other) throws IOException {
    String text = Files.readString(settings());
    if (!text.contains(old)) {
      throw new IllegalArgumentException("the settings have no " + old);
    }
    Files.writeString(settings(), text.replace(old, other));
  }

  /**
   * Starts a command in {@link #folder()}.
   *
   * @param arguments command and arguments; {@code --config} is added, save to {@code try} and
   *     where it is given
   * @return the process, to be given to {@link #end}
   * @throws IOException if it can't be started
   */
  public Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    if (!command.contains("--config") && !command.contains("try")) {
      command.addAll(List.of("--config", folder.resolve("config").toString()));
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve(OUT).toFile());
    builder.redirectError(folder.resolve(ERR).toFile());
    return builder.start();
  }

  /**
   * Runs a command to its end.
   *
   * @param arguments see {@link #start}
   * @return what came of it
   * @throws IOException if it can't be started
   * @throws InterruptedException if the wait is interrupted
   */
  public ProgramRun run(String... arguments) throws IOException, InterruptedException {
    return end(start(arguments));
  }

  /**
   * Waits for the end of the process that was started last.
   *
   * @param process what {@link #start} gave
   * @return what came of it
   * @throws IOException if its words can't be read
   * @throws InterruptedException if the wait is interrupted
   */
  public ProgramRun end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("it did not end\n" + log());
    }
    return new ProgramRun(process.exitValue(), text(OUT), text(ERR));
  }

  /**
   * What the last process said.
   *
   * @return the text of both streams; empty where nothing was started yet
   * @throws IOException if it can't be read
   */
  public String log() throws IOException {
    return text(OUT) + text(ERR);
  }

  private String text(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }
}
