package org.saddlebag.settings;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.saddlebag.sqs.SqsSettings;

/** Amazon SQS: {@code saddlebag.sqs.*} and {@code camel.component.aws2-sqs.*}. */
final class SqsSection {

  private static final String CAMEL = "camel.component.aws2-sqs.";
  private static final String OURS = "saddlebag.sqs.";

  private static final EndpointSection ENDPOINT = new EndpointSection(CAMEL, OURS);
  private static final CredentialsSection CREDENTIALS = new CredentialsSection(CAMEL);

  private static final Key<Duration> CONNECT_TIMEOUT =
      Key.of(OURS + "connect-timeout", Values.duration("100ms", "5m"), "5s");

  /** SQS itself waits for messages up to 20 s. */
  private static final Key<Duration> ATTEMPT_TIMEOUT =
      Key.of(OURS + "attempt-timeout", Values.duration("21s", "5m"), "30s");

  private static final Key<Integer> ATTEMPTS =
      Key.of(OURS + "attempts", Values.integer(1, 100), "3");

  private SqsSection() {}

  static List<Key<?>> keys() {
    return Stream.of(
            ENDPOINT.keys(),
            CREDENTIALS.keys(),
            List.<Key<?>>of(CONNECT_TIMEOUT, ATTEMPT_TIMEOUT, ATTEMPTS))
        .<Key<?>>flatMap(List::stream)
        .toList();
  }

  static Credentials credentials(RawSettings settings) {
    return CREDENTIALS.read(settings);
  }

  static SqsSettings read(RawSettings settings) {
    return new SqsSettings(
        ENDPOINT.endpoint(settings),
        ENDPOINT.region(settings),
        ENDPOINT.tls(settings),
        ENDPOINT.fips(settings),
        ENDPOINT.proxy(settings),
        settings.get(CONNECT_TIMEOUT),
        settings.get(ATTEMPT_TIMEOUT),
        settings.get(ATTEMPTS));
  }
}
