package org.saddlebag.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Who we are, as STS says it, or why nobody knows. */
class CallerIdentityTest {

  private static final String ARN = "arn:aws:sts::111122223333:assumed-role/sender/node-1";

  /** AWS STS API Reference, GetCallerIdentity, sample response. */
  private static final String ANSWER =
      "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
          + "<GetCallerIdentityResult><Arn>"
          + ARN
          + "</Arn><UserId>AROA:node-1</UserId><Account>111122223333</Account>"
          + "</GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId>"
          + "</ResponseMetadata></GetCallerIdentityResponse>";

  @Test
  void the_answer_is_asked_for_once_and_remembered() throws IOException {
    List<String> requests = new CopyOnWriteArrayList<>();
    HttpServer server = serving(200, ANSWER, requests);
    try {
      CallerIdentity identity = ask(server.getAddress().getPort());

      assertThat(identity.get()).isEqualTo(ARN);
      assertThat(identity.get()).isEqualTo(ARN);
      assertThat(requests).singleElement().asString().contains("Action=GetCallerIdentity");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_refusal_stands_in_its_place() throws IOException {
    String refusal =
        "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>no such token</Message>"
            + "</Error><RequestId>r-2</RequestId></ErrorResponse>";
    HttpServer server = serving(403, refusal, new CopyOnWriteArrayList<>());
    try {
      assertThat(ask(server.getAddress().getPort()).get())
          .startsWith("unknown: STS answered 403 InvalidClientTokenId")
          .doesNotContain("SECRET");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobody_there_is_told_too() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(ask(port).get()).startsWith("unknown: ");
  }

  private static CallerIdentity ask(int port) {
    return CallerIdentity.ask(
        KmsSettings.ofRegion("eu-central-1"),
        URI.create("http://127.0.0.1:" + port),
        () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "SECRET")));
  }

  private static HttpServer serving(int status, String body, List<String> requests)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/xml");
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
