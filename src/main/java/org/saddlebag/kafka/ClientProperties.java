package org.saddlebag.kafka;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.saddlebag.errors.Refused;

/** What Kafka's clients are told, with secrets as they are at that moment. */
final class ClientProperties {

  /** JAAS names a class that is made: these two and no others. */
  private static final Pattern LOGIN_MODULE =
      Pattern.compile(
          "org\\.apache\\.kafka\\.common\\.security\\.(plain\\.Plain|scram\\.Scram)LoginModule\\s"
              + "[^;]*;\\s*",
          Pattern.DOTALL);

  /** In all, so that memory is bounded whatever the number of partitions; a larger record comes. */
  private static final int FETCH_BYTES = 8 << 20;

  /** The broker says what is too large. */
  private static final int MOST_REQUEST_BYTES = 256 << 20;

  private static final int HEARTBEATS_PER_SESSION = 5;

  private final KafkaSettings settings;

  ClientProperties(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Of a member of a group, which reads what is committed and resets nothing by itself. */
  Map<String, Object> consumer(String group) {
    Map<String, Object> all = common();
    int session = millis(settings.sessionTimeout());
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / HEARTBEATS_PER_SESSION);
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    all.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(settings.answerTimeout()));
    all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(settings.answerTimeout()));
    return all;
  }

  /** Of one that only asks. */
  Map<String, Object> admin() {
    Map<String, Object> all = common();
    int timeout = millis(settings.answerTimeout());
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    return all;
  }

  /** Of a sender whose records are on all replicas when it is told that they are sent. */
  Map<String, Object> producer() {
    Map<String, Object> all = common();
    int timeout = millis(settings.answerTimeout());
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * timeout);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_REQUEST_BYTES);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) MOST_REQUEST_BYTES);
    return all;
  }

  private Map<String, Object> common() {
    Map<String, Object> all = new HashMap<>();
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
    all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, settings.protocol().name());
    if (settings.protocol().sasl()) {
      all.put(SaslConfigs.SASL_MECHANISM, settings.mechanism());
      all.put(SaslConfigs.SASL_JAAS_CONFIG, jaas());
    }
    KafkaStore trust = settings.trust();
    if (trust != null) {
      all.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, trust.file().toString());
      all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, trust.type());
      putSecret(all, SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, trust.password());
    }
    KafkaStore identity = settings.identity();
    if (identity != null) {
      all.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, identity.file().toString());
      all.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, identity.type());
      putSecret(all, SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, identity.password());
      putSecret(
          all,
          SslConfigs.SSL_KEY_PASSWORD_CONFIG,
          identity.keyPassword() == null ? identity.password() : identity.keyPassword());
    }
    return all;
  }

  private String jaas() {
    String text = text(settings.jaas());
    if (!LOGIN_MODULE.matcher(text).matches()) {
      throw new Refused(
          KafkaError.KAFKA_SETTINGS,
          "saslJaasConfig must be one PlainLoginModule or ScramLoginModule of Kafka with its"
              + " options, ended by a semicolon");
    }
    return text;
  }

  private static void putSecret(Map<String, Object> all, String name, Supplier<char[]> secret) {
    if (secret != null) {
      all.put(name, new org.apache.kafka.common.config.types.Password(text(secret)));
    }
  }

  private static String text(Supplier<char[]> secret) {
    char[] chars = secret.get();
    try {
      return new String(chars).strip();
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  private static int millis(java.time.Duration span) {
    return Math.toIntExact(span.toMillis());
  }
}
