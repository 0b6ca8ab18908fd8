package org.saddlebag.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.TestCertificate;

/** Who gets to the endpoint, and what is on it. */
class ManagementAccessIT extends InstalledCase {

  private static final String READY = "/observe/health/ready";
  private static final String ON =
      """
      camel.management.enabled=true
      camel.management.port=0
      """;

  private Process run;

  @BeforeEach
  void prepare() throws IOException {
    String inbox = Files.createDirectories(folder.resolve("inbox")).toString();
    saddlebag.flows(
        Installation.flow(
            "directory-to-s3", "books", "directory", inbox, "bucket", BUCKET, "key", "archive"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (run != null) {
      run.destroy();
      run.waitFor();
    }
  }

  @Test
  void behindTlsAndAPasswordNobodyElseGetsAnything() throws Exception {
    TestCertificate certificate = TestCertificate.valid(folder, "node", "ip:127.0.0.1");
    settings(
        ON,
        """
        camel.management.host=0.0.0.0
        saddlebag.management.user=prometheus
        saddlebag.management.password=env:MANAGEMENT_PASSWORD
        saddlebag.management.certificate=keystore:%s#%s
        saddlebag.management.certificate-password=env:CERTIFICATE_PASSWORD
        """
            .formatted(certificate.keystore(), TestCertificate.ALIAS));
    saddlebag.variable("MANAGEMENT_PASSWORD", "gr\u00fcn hunter2");
    saddlebag.variable("CERTIFICATE_PASSWORD", TestCertificate.PASSWORD);
    run = saddlebag.start("run");
    Management unknown = Management.of(saddlebag);
    int port = unknown.base().getPort();
    assertThat(unknown.base().getScheme()).isEqualTo("https");
    URI base = URI.create("https://127.0.0.1:" + port);

    HttpClient trusting = trusting(certificate);
    String right = basic("prometheus", "gr\u00fcn hunter2");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> status(trusting, base.resolve(READY), right) == 200);
    assertThat(status(trusting, base.resolve("/observe/metrics"), right)).isEqualTo(200);
    for (String path :
        new String[] {
          READY, "/observe/metrics", "/observe/health", "/observe/info", "/", "/q/dev"
        }) {
      URI uri = base.resolve(path);
      assertThat(status(trusting, uri, null)).as(path).isEqualTo(401);
      assertThat(status(trusting, uri, basic("prometheus", "wrong"))).as(path).isEqualTo(401);
      assertThat(status(trusting, uri, basic("admin", "gr\u00fcn hunter2"))).isEqualTo(401);
      assertThat(status(trusting, uri, basic("", ""))).isEqualTo(401);
      assertThat(status(trusting, uri, "Basic !")).as(path).isGreaterThanOrEqualTo(400);
    }
    assertThatThrownBy(() -> status(HttpClient.newHttpClient(), base.resolve(READY), right))
        .isInstanceOf(SSLHandshakeException.class);
    assertThatThrownBy(
            () ->
                status(
                    HttpClient.newHttpClient(),
                    URI.create("http://127.0.0.1:" + port + READY),
                    right))
        .isInstanceOf(IOException.class);
    assertThat(saddlebag.log()).doesNotContain("hunter2", TestCertificate.PASSWORD);
  }

  @Test
  void onLoopbackThereAreHealthAndMetricsAndNothingElse() throws Exception {
    settings(ON);
    run = saddlebag.start("run");
    Management management = Management.of(saddlebag);
    assertThat(management.base().getHost()).isEqualTo("127.0.0.1");
    assertThat(management.base().getScheme()).isEqualTo("http");
    await().atMost(Duration.ofMinutes(1)).until(() -> management.status(READY) == 200);
    for (String path :
        new String[] {
          "/observe/info",
          "/observe/jolokia",
          "/q/dev",
          "/q/upload/x",
          "/q/download",
          "/q/send",
          "/"
        }) {
      assertThat(management.status(path)).as(path).isEqualTo(404);
    }
    HttpRequest post =
        HttpRequest.newBuilder(management.base().resolve("/observe/health"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(post, HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void aTakenPortIsOneClearError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      settings(
          "camel.management.enabled=true\ncamel.management.port=" + taken.getLocalPort() + "\n");
      ProgramRun refused = saddlebag.run("run");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains("saddlebag: management-port: ", "127.0.0.1:" + taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong password", "no such alias", "no keystore"})
  void aCertificateOfNoUseIsOneClearError(String what) throws Exception {
    TestCertificate certificate = TestCertificate.valid(folder, "node", "ip:127.0.0.1");
    Files.writeString(folder.resolve("text.p12"), "text");
    settings(
        ON,
        "saddlebag.management.certificate=keystore:%s#%s\n"
            .formatted(
                what.equals("no keystore") ? folder.resolve("text.p12") : certificate.keystore(),
                what.equals("no such alias") ? "other" : TestCertificate.ALIAS),
        "saddlebag.management.certificate-password=env:CERTIFICATE_PASSWORD\n");
    saddlebag.variable(
        "CERTIFICATE_PASSWORD",
        what.equals("wrong password") ? "hunter2" : TestCertificate.PASSWORD);
    ProgramRun refused = saddlebag.run("run");
    assertThat(refused.exitCode()).as(refused.err()).isNotZero();
    assertThat(refused.err())
        .startsWith("saddlebag: ")
        .contains("keystore")
        .doesNotContain("hunter2", "\tat ");
  }

  /** Camel alone would take these from the environment, and listen on all addresses. */
  @Test
  void theEnvironmentOpensNothingAndABatchJobNeedsNoPort() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      saddlebag.variable("CAMEL_MANAGEMENT_PORT", String.valueOf(free.getLocalPort()));
      saddlebag.variable("CAMEL_SERVER_PORT", String.valueOf(free.getLocalPort()));
    }
    saddlebag.variable("CAMEL_MANAGEMENT_ENABLED", "true");
    saddlebag.variable("CAMEL_SERVER_ENABLED", "true");
    saddlebag.javaOptions("-Xmx256m -Dcamel.management.enabled=true -Dcamel.server.enabled=true");
    Files.writeString(folder.resolve("inbox").resolve("a.txt"), "a");
    ProgramRun once = saddlebag.run("run", "--once");
    assertThat(once.exitCode()).as(once.err()).isZero();
    assertThat(once.err()).doesNotContain("HttpServer", "listener", "health and metrics");

    settings(ON);
    ProgramRun again = saddlebag.run("run", "--once");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).doesNotContain("HttpServer", "health and metrics");
  }

  private void settings(String... lines) throws IOException {
    Files.writeString(saddlebag.settings(), String.join("", lines), StandardOpenOption.APPEND);
  }

  private static int status(HttpClient client, URI uri, String authorizationOrNull)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
    if (authorizationOrNull != null) {
      request.header("Authorization", authorizationOrNull);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(
                (user + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static HttpClient trusting(TestCertificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("node", certificate.certificate());
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
