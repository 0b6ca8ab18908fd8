package org.saddlebag.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What SQS answers, in the form of its JSON protocol, is told in our words. */
class SqsTroublesTest {

  private HttpServer server;
  private SqsClient client;
  private volatile int status;
  private volatile String code;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer =
              "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"no\"}"
                  .formatted(code)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
          exchange.getResponseHeaders().set("x-amzn-query-error", code + ";Sender");
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    client = client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private SqsClient client() {
    return TestSqs.client(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), 1);
  }

  private BrokerUnavailable trouble() {
    return catchThrowableOfType(
        BrokerUnavailable.class, () -> new Sqs(() -> client).queue("orders").require());
  }

  @ParameterizedTest
  @CsvSource({
    "400, AWS.SimpleQueueService.NonExistentQueue, SQS_NO_SUCH_QUEUE, false",
    "403, InvalidClientTokenId, SQS_CREDENTIALS, false",
    "403, SignatureDoesNotMatch, SQS_CREDENTIALS, false",
    "403, AccessDenied, SQS_DENIED, false",
    "400, RequestThrottled, SQS_THROTTLED, true",
    "503, ServiceUnavailable, SQS_FAILING, true",
    "400, InvalidParameterValue, SQS_REFUSED, false"
  })
  void an_answer_has_a_code_and_says_whether_to_wait(
      int status, String code, SqsError error, boolean retryable) {
    this.status = status;
    this.code = code;

    BrokerUnavailable trouble = trouble();

    assertThat(trouble.code()).isEqualTo(error);
    assertThat(trouble.retryable()).isEqualTo(retryable);
    assertThat(trouble.what()).contains("could not find SQS queue 'orders'", code);
    if (error == SqsError.SQS_DENIED) {
      assertThat(trouble.what()).contains("needs sqs:GetQueueUrl");
    }
  }

  @Test
  void nobody_who_answers_is_waited_for() {
    server.stop(0);

    assertThat(trouble().code()).isEqualTo(SqsError.SQS_UNREACHABLE);
    assertThat(trouble().retryable()).isTrue();
  }
}
