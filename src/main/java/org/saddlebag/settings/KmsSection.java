package org.saddlebag.settings;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.saddlebag.keys.kms.KmsSettings;

/** AWS KMS: {@code saddlebag.kms.*} and {@code camel.component.aws2-kms.*}. */
final class KmsSection {

  private static final String CAMEL = "camel.component.aws2-kms.";
  private static final String OURS = "saddlebag.kms.";

  private static final EndpointSection ENDPOINT = new EndpointSection(CAMEL, OURS);
  private static final CredentialsSection CREDENTIALS = new CredentialsSection(CAMEL);

  private static final Key<Duration> CONNECT_TIMEOUT =
      Key.of(OURS + "connect-timeout", Values.duration("100ms", "5m"), "5s");
  private static final Key<Duration> ATTEMPT_TIMEOUT =
      Key.of(OURS + "attempt-timeout", Values.duration("100ms", "5m"), "10s");
  private static final Key<Integer> ATTEMPTS =
      Key.of(OURS + "attempts", Values.integer(1, 100), "4");

  private KmsSection() {}

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

  static KmsSettings read(RawSettings settings) {
    return new KmsSettings(
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
