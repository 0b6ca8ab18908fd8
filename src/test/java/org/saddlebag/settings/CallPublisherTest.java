package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollector;

/** What the SDK measures, in our words. */
class CallPublisherTest {

  private final List<ServiceCall> calls = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "200, , DONE, true",
    "404, , ABSENT, true",
    "403, , REFUSED, true",
    "412, , REFUSED, true",
    "503, Throttling, THROTTLED, true",
    "400, Throttling, THROTTLED, true",
    "503, ServerError, FAILED, false",
    "500, ServerError, FAILED, false",
    ", IO, UNREACHABLE, false"
  })
  void theLastAttemptTells(
      Integer status, String error, ServiceCall.Outcome outcome, boolean answered) {
    MetricCollector call = call(status != null && status == 200, 1);
    attempt(call, 500, "ServerError");
    attempt(call, status, error);
    new CallPublisher(calls::add).publish(call.collect());
    assertThat(calls)
        .containsExactly(new ServiceCall("s3", "PutObject", outcome, Duration.ofMillis(7), 1));
    assertThat(outcome.answered()).isEqualTo(answered);
  }

  @Test
  void whatCouldNotBeTriedSaysNothingOfTheService() {
    new CallPublisher(calls::add).publish(call(false, 0).collect());
    assertThat(calls).extracting(ServiceCall::outcome).containsExactly(ServiceCall.Outcome.REFUSED);
  }

  private static MetricCollector call(boolean successful, int retries) {
    MetricCollector call = MetricCollector.create("ApiCall");
    call.reportMetric(CoreMetric.SERVICE_ID, "S3");
    call.reportMetric(CoreMetric.OPERATION_NAME, "PutObject");
    call.reportMetric(CoreMetric.API_CALL_DURATION, Duration.ofMillis(7));
    call.reportMetric(CoreMetric.API_CALL_SUCCESSFUL, successful);
    call.reportMetric(CoreMetric.RETRY_COUNT, retries);
    return call;
  }

  private static void attempt(MetricCollector call, Integer status, String error) {
    MetricCollector attempt = call.createChild("ApiCallAttempt");
    if (status != null) {
      attempt.reportMetric(HttpMetric.HTTP_STATUS_CODE, status);
    }
    if (error != null) {
      attempt.reportMetric(CoreMetric.ERROR_TYPE, error);
    }
  }
}
