package org.saddlebag.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/** Turns what the SDK measures of each call into our words. */
final class CallPublisher implements MetricPublisher {

  private final Consumer<ServiceCall> observer;

  CallPublisher(Consumer<ServiceCall> observer) {
    this.observer = observer;
  }

  @Override
  public void publish(MetricCollection call) {
    String service = first(call, CoreMetric.SERVICE_ID, "unknown");
    String operation = first(call, CoreMetric.OPERATION_NAME, "unknown");
    Duration duration = first(call, CoreMetric.API_CALL_DURATION, Duration.ZERO);
    int retries = first(call, CoreMetric.RETRY_COUNT, 0);
    observer.accept(
        new ServiceCall(
            service.toLowerCase(Locale.ROOT), operation, outcome(call), duration, retries));
  }

  private static ServiceCall.Outcome outcome(MetricCollection call) {
    if (first(call, CoreMetric.API_CALL_SUCCESSFUL, false)) {
      return ServiceCall.Outcome.DONE;
    }
    List<MetricCollection> attempts = call.childrenWithName("ApiCallAttempt").toList();
    // What could not even be tried, for want of credentials, says nothing about the service.
    return attempts.isEmpty()
        ? ServiceCall.Outcome.REFUSED
        : lastOutcome(attempts.get(attempts.size() - 1));
  }

  private static ServiceCall.Outcome lastOutcome(MetricCollection attempt) {
    int status = first(attempt, HttpMetric.HTTP_STATUS_CODE, 0);
    if (status < 200) {
      return ServiceCall.Outcome.UNREACHABLE;
    }
    if (first(attempt, CoreMetric.ERROR_TYPE, "").equals("Throttling")) {
      return ServiceCall.Outcome.THROTTLED;
    }
    if (status == 404) {
      return ServiceCall.Outcome.ABSENT;
    }
    return status < 500 ? ServiceCall.Outcome.REFUSED : ServiceCall.Outcome.FAILED;
  }

  private static <T> T first(MetricCollection from, SdkMetric<T> metric, T otherwise) {
    List<T> values = from.metricValues(metric);
    return values.isEmpty() || values.get(0) == null ? otherwise : values.get(0);
  }

  /** Nothing is held open. */
  @Override
  public void close() {}
}
