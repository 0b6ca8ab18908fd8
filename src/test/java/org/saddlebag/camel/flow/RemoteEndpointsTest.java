package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;

/** Components of Camel that users add, against servers of their protocols. */
class RemoteEndpointsTest extends FlowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LARGE = "0123456789".repeat(100_000);

  private final AtomicInteger refusedLogins = new AtomicInteger();
  private SshServer sftp;
  private HttpServer http;

  @BeforeEach
  void startServers() throws IOException {
    sftp = SshServer.setUpDefaultServer();
    sftp.setHost("127.0.0.1");
    sftp.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host-key")));
    sftp.setPasswordAuthenticator(
        (user, password, session) ->
            "s3cr&t".equals(password) && refusedLogins.getAndDecrement() <= 0);
    sftp.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    sftp.setFileSystemFactory(new VirtualFileSystemFactory(Files.createDirectories(remote(""))));
    sftp.start();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.start();
  }

  @AfterEach
  void stopServers() throws IOException {
    http.stop(0);
    sftp.stop(true);
  }

  private Path remote(String name) {
    return folder.resolve("remote").resolve(name);
  }

  private String sftp(String directory, String options) {
    return "sftp:partner@127.0.0.1:%d/%s?password=RAW(s3cr&t)&strictHostKeyChecking=no%s"
        .formatted(sftp.getPort(), directory, "&useUserKnownHostsFile=false" + options);
  }

  private void during(Callable<Boolean> done) {
    try (FlowHouse.Run run = house.open()) {
      run.runner.start();
      await().atMost(PATIENCE).until(done);
    }
  }

  private void seal(String name) throws IOException {
    house.without().in("in", "objectKey=out/{path}");
    house.drop(name, LARGE);
    house.once();
    house.without();
  }

  @Test
  void a_file_of_an_sftp_server_goes_when_its_object_is_proven_and_stays_before()
      throws IOException {
    Files.createDirectories(remote("out/deep"));
    Files.writeString(remote("out/deep/a.txt"), LARGE);
    AtomicInteger puts = new AtomicInteger();
    List<Boolean> there = Collections.synchronizedList(new ArrayList<>());
    house
        .s3()
        .setFaults(
            (asked, headers) -> {
              if (!asked.operation().equals("PutObject")) {
                return Fault.none();
              }
              there.add(Files.exists(remote("out/deep/a.txt")));
              return puts.getAndIncrement() < 3 ? new Fault.Fail(503, "SlowDown") : Fault.none();
            });
    house.fromEndpoint(
        "partner",
        sftp("out", "&recursive=true&delete=true&delay=50&initialDelay=0"),
        "attempts=2",
        "id=CamelFileName,CamelFileLength,CamelFileLastModified",
        "objectKey=partner/{path}");

    during(() -> !Files.exists(remote("out/deep/a.txt")));

    assertThat(there).containsExactly(true, true, true, true);
    assertThat(house.keys()).containsExactly("partner/deep/a.txt");
    house.s3().setFaults((asked, headers) -> Fault.none());
    house.without().back("back");
    house.once();
    assertThat(FlowHouse.tree(house.outbox()))
        .containsExactly(Map.entry("partner/deep/a.txt", LARGE));
  }

  @Test
  void an_object_goes_to_an_sftp_server_whole_and_stays_while_that_lets_nobody_in()
      throws IOException {
    seal("a.txt");
    refusedLogins.set(2);
    house.toEndpoint(
        "out",
        sftp("in", "&tempPrefix=.new-&maximumReconnectAttempts=0"),
        "prefix=out/",
        "after=delete");

    during(
        () -> {
          boolean arrived = Files.exists(remote("in/a.txt"));
          assertThat(arrived || house.keys().contains("out/a.txt")).isTrue();
          return house.keys().isEmpty();
        });

    assertThat(refusedLogins.get()).isNegative();
    assertThat(FlowHouse.tree(remote("in"))).containsExactly(Map.entry("a.txt", LARGE));
  }

  @Test
  void an_object_goes_to_an_http_server_and_stays_while_that_fails() throws IOException {
    seal("a.txt");
    List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    Map<String, String> headers = Collections.synchronizedMap(new TreeMap<>());
    List<Boolean> there = Collections.synchronizedList(new ArrayList<>());
    http.createContext(
        "/in",
        call -> {
          there.add(house.keys().contains("out/a.txt"));
          call.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
          bodies.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(call, bodies.size() < 3 ? 503 : 200);
        });
    house.toEndpoint(
        "out", url("/in"), "prefix=out/", "after=delete", "contentType=text/plain", "attempts=5");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(bodies).containsExactly(LARGE, LARGE, LARGE);
    assertThat(there).containsExactly(true, true, true);
    assertThat(house.keys()).isEmpty();
    assertThat(headers)
        .containsEntry("Content-type", "text/plain")
        .containsEntry("Saddlebagflow", "out");
    assertThat(headers.keySet()).noneMatch(name -> name.matches("(?i)(x-amz|camel).*"));
  }

  @Test
  void what_an_http_server_never_takes_is_parked_with_its_answer() throws IOException {
    seal("a.txt");
    http.createContext("/in", call -> answer(call, 400));
    house.toEndpoint("out", url("/in?signature=s3cr3t"), "prefix=out/", "attempts=2");

    assertThat(house.once().failed()).isEqualTo(1);

    assertThat(house.keys()).containsExactly("out/a.txt");
    String reasons = String.join("\n", FlowHouse.tree(house.state().resolve("failed")).values());
    assertThat(reasons).contains("target-refused", "400").doesNotContain("s3cr3t");
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(http.getAddress().getPort(), path);
  }

  private static void answer(HttpExchange call, int status) throws IOException {
    call.sendResponseHeaders(status, -1);
    call.close();
  }
}
