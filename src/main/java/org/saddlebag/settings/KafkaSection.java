package org.saddlebag.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.kafka.KafkaSettings;
import org.saddlebag.kafka.KafkaSettings.Protocol;
import org.saddlebag.kafka.KafkaStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apache Kafka: {@code saddlebag.kafka.*} and {@code camel.component.kafka.*}. */
final class KafkaSection {

  static final String CAMEL = "camel.component.kafka.";

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.transport");

  private static final String OURS = "saddlebag.kafka.";

  private static final Key<Set<String>> BROKERS =
      Key.optional(
          CAMEL + "brokers",
          Values.list(
              "[A-Za-z0-9._-]+:[0-9]{1,5}|\\[[0-9A-Fa-f:]+\\]:[0-9]{1,5}", "write HOST:PORT"));
  private static final Key<Protocol> PROTOCOL =
      Key.of(CAMEL + "securityProtocol", KafkaSection::protocol, Protocol.PLAINTEXT.name());
  private static final Key<String> MECHANISM =
      Key.optional(
          CAMEL + "saslMechanism",
          Values.text(
              "PLAIN|SCRAM-SHA-256|SCRAM-SHA-512", "write PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"));
  private static final Key<Secret> JAAS = Key.secret(CAMEL + "saslJaasConfig");
  private static final Store TRUST = new Store("Truststore");
  private static final Store IDENTITY = new Store("Keystore");
  private static final Key<Secret> KEY_PASSWORD = Key.secret(CAMEL + "sslKeyPassword");
  private static final Key<Boolean> ALLOW_PLAIN =
      Key.of(OURS + "allow-plain", Values.bool(), "false");
  private static final Key<Duration> SESSION =
      Key.of(OURS + "session-timeout", Values.duration("1s", "30m"), "45s");
  private static final Key<Duration> ANSWER =
      Key.of(OURS + "answer-timeout", Values.duration("1s", "5m"), "10s");

  private KafkaSection() {}

  /** The settings of a truststore or keystore. */
  private record Store(Key<Path> file, Key<Secret> password, Key<String> type) {
    Store(String kind) {
      this(
          Key.optional(CAMEL + "ssl" + kind + "Location", Values.path()),
          Key.secret(CAMEL + "ssl" + kind + "Password"),
          Key.of(
              CAMEL + "ssl" + kind + "Type",
              Values.text("PKCS12|JKS|PEM", "write PKCS12, JKS or PEM"),
              "PKCS12"));
    }

    KafkaStore read(RawSettings settings, Secret keyPassword) {
      Path path = settings.get(file);
      if (path == null) {
        for (Key<?> each : List.of(password, type)) {
          if (settings.has(each)) {
            settings.problems().add(file.name(), "is missing", "give it, or remove " + each.name());
          }
        }
        return null;
      }
      settings.requireReadable(file.name(), path);
      return new KafkaStore(
          path, settings.get(type), reader(settings.get(password)), reader(keyPassword));
    }
  }

  static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>(List.of(BROKERS, PROTOCOL, MECHANISM, JAAS));
    for (Store store : List.of(TRUST, IDENTITY)) {
      keys.addAll(List.of(store.file(), store.password(), store.type()));
    }
    keys.addAll(List.of(KEY_PASSWORD, ALLOW_PLAIN, SESSION, ANSWER));
    return keys;
  }

  /** Null where none is configured. */
  static KafkaSettings read(RawSettings settings) {
    Set<String> brokers = settings.get(BROKERS);
    Protocol protocol = settings.get(PROTOCOL);
    KafkaSettings read =
        new KafkaSettings(
            brokers == null ? List.of() : List.copyOf(brokers),
            protocol,
            settings.get(MECHANISM),
            reader(settings.get(JAAS)),
            TRUST.read(settings, null),
            IDENTITY.read(settings, settings.get(KEY_PASSWORD)),
            settings.get(SESSION),
            settings.get(ANSWER));
    if (brokers == null) {
      requireNothingElse(settings);
      return null;
    }
    check(settings, read);
    return read;
  }

  private static void requireNothingElse(RawSettings settings) {
    if (!settings.has(BROKERS)) {
      keys().stream()
          .filter(settings::has)
          .findFirst()
          .ifPresent(
              key ->
                  settings
                      .problems()
                      .add(BROKERS.name(), "is missing", "give it, or remove " + key.name()));
    }
  }

  private static void check(RawSettings settings, KafkaSettings read) {
    Problems problems = settings.problems();
    for (Key<?> each : List.of(MECHANISM, JAAS)) {
      if (read.protocol().sasl() != settings.has(each)) {
        problems.add(
            each.name(),
            read.protocol().sasl() ? "is missing" : "is not used with " + read.protocol(),
            "give it together with " + PROTOCOL.name() + "=SASL_SSL");
      }
    }
    for (Key<?> each : List.of(TRUST.file(), IDENTITY.file())) {
      if (!read.protocol().encrypted() && settings.has(each)) {
        problems.add(
            each.name(),
            "is not used with " + read.protocol(),
            "set " + PROTOCOL.name() + "=SSL or SASL_SSL");
      }
    }
    if (inTheClear(read) && !settings.get(ALLOW_PLAIN)) {
      problems.add(
          PROTOCOL.name(),
          "is %s, not encrypted on its way to %s".formatted(read.protocol(), read.brokers()),
          "use SSL or SASL_SSL, or set " + ALLOW_PLAIN.name() + "=true");
    }
  }

  private static boolean inTheClear(KafkaSettings settings) {
    return !settings.protocol().encrypted()
        && !settings.brokers().stream()
            .allMatch(broker -> EndpointRules.loopback(URI.create("kafka://" + broker)));
  }

  /** Says at every start that a way is open to listeners, so that nobody forgets it. */
  static void warn(KafkaSettings settings) {
    if (inTheClear(settings)) {
      LOG.warn(
          "{} is spoken to without TLS, by {}=true: whoever listens reads records and password, and"
              + " can change both",
          settings,
          ALLOW_PLAIN.name());
    }
  }

  private static Supplier<char[]> reader(Secret secret) {
    return secret == null ? null : secret::read;
  }

  private static Protocol protocol(String text, Surroundings surroundings) throws BadValue {
    return Arrays.stream(Protocol.values())
        .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new BadValue(
                    "is '" + text + "'", "write one of " + Arrays.toString(Protocol.values())));
  }
}
