package org.saddlebag.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.Stores;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The packaged folder, started by the words of the Dockerfile, without rights, on a read-only root
 * with one writable volume. Only root can set that up.
 */
@Tag("servers")
class ContainedIT {

  private static final String BUCKET = "contained";

  @TempDir private Path temp;
  private LocalS3 s3;
  private DockerFile image;
  private Path etc;
  private Path state;
  private int port;
  private Process process;

  @BeforeEach
  void prepare() throws Exception {
    image = DockerFile.read();
    s3 = LocalS3.start(temp.resolve("s3"), LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    etc = Files.createDirectory(temp.resolve("etc"));
    state = Files.createDirectories(temp.resolve("state"));
    configure(Files.createDirectories(etc.resolve("config")));
    Path routes = Files.createDirectories(etc.resolve("routes"));
    Files.writeString(
        routes.resolve("flows.yaml"),
        Installation.flow(
            "directory-to-s3",
            "in",
            "directory",
            "/state/inbox",
            "bucket",
            BUCKET,
            "key",
            "archive",
            "delay",
            "100"));
    Path inbox = Files.createDirectory(state.resolve("inbox"));
    Files.writeString(inbox.resolve("hello.txt"), "hello");
    open(etc, "r-xr-xr-x");
    run("chown", "-R", image.one("USER"), state.toString());
  }

  private void configure(Path config) throws IOException {
    NewKeystore.create(config.resolve("keys.p12"), "archive", Installation.PASSWORD.clone());
    Files.writeString(config.resolve("archive-password"), new String(Installation.PASSWORD));
    List<String> lines = new ArrayList<>();
    for (String line : Stores.local(s3, config)) {
      lines.add(line.replace("file:" + config + "/", "file:"));
    }
    lines.add("saddlebag.keys.archive.uri=keystore:keys.p12#archive");
    lines.add("saddlebag.keys.archive.password=file:archive-password");
    lines.add("saddlebag.state=/state/node");
    lines.add("camel.management.enabled=true");
    lines.add("camel.management.port=" + port);
    Files.write(config.resolve("application.properties"), lines);
  }

  /** As a mounted secret or config map is: readable for the user, writable for nobody. */
  private static void open(Path folder, String permissions) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.toList()) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(permissions));
      }
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
    s3.close();
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private int health(String which, int at) throws Exception {
    return run("docker/health", which, String.valueOf(at));
  }

  private void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add("src/test/servers/contained");
    command.add(Files.createDirectory(temp.resolve("root")).toString());
    command.add(System.getProperty("saddlebag.home"));
    command.add("docker/health");
    command.add(etc.toString());
    command.add(state.toString());
    command.add(image.one("USER"));
    command.addAll(image.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(image.environment());
    builder.redirectErrorStream(true).redirectOutput(temp.resolve("log").toFile());
    process = builder.start();
  }

  private String log() throws IOException {
    return Files.readString(temp.resolve("log"));
  }

  private List<String> keys() {
    try (S3Client client = LocalClients.of(s3)) {
      return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
          .map(object -> object.key())
          .toList();
    }
  }

  @Test
  void the_image_s_command_works_without_rights_on_a_read_only_root() throws Exception {
    start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !process.isAlive() || keys().contains("hello.txt"));
    assertThat(process.isAlive()).as(log()).isTrue();

    Map<String, String> status = status();
    String user = image.one("USER");
    assertThat(status.get("Name")).isEqualTo("java");
    assertThat(status.get("Uid").split("\\s+")).containsOnly(user);
    assertThat(status.get("Gid").split("\\s+")).containsOnly(user);
    assertThat(status.get("Groups")).isEmpty();
    assertThat(status.get("NoNewPrivs")).isEqualTo("1");
    assertThat(List.of(status.get("CapEff"), status.get("CapPrm"), status.get("CapBnd")))
        .containsOnly("0000000000000000");
    assertThat(writableMounts()).containsExactlyElementsOf(image.words("VOLUME"));

    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> health("ready", port) == 0);
    assertThat(health(image.healthCheck().get(1), port)).isZero();
    assertThat(health("nothing-of-the-kind", port)).isNotZero();

    process.destroy();
    assertThat(process.waitFor()).as(log()).isEqualTo(143);
    assertThat(state.resolve("inbox/.done/hello.txt")).hasContent("hello");
    assertThat(state.resolve("node/receipts")).isNotEmptyDirectory();
    assertThat(health("live", port)).as("nobody is there any more").isNotZero();
  }

  private Map<String, String> status() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "status"))) {
      String[] pair = line.split(":", 2);
      found.put(pair[0], pair[1].strip());
    }
    return found;
  }

  /** Of the namespace of the process, below its root. */
  private Set<String> writableMounts() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "mountinfo"))) {
      String[] words = line.split(" ");
      if (List.of(words[5].split(",")).contains("rw")) {
        found.add(words[4]);
      }
    }
    return found;
  }
}
