package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.broker.BrokerSettings;
import org.saddlebag.errors.Refused;

/** What can be said of a broker, and what is wrong all at once. */
class BrokerSectionTest {

  @TempDir private Path folder;

  private List<BrokerSettings> brokers(String... lines) throws IOException {
    Files.write(folder.resolve(ConfigFolder.FILE), List.of(lines));
    return Settings.load(
            ConfigFolder.find(folder),
            Settings.Scope.WHOLE,
            name -> Map.of("PASSWORD", "secret").get(name))
        .brokers();
  }

  @Test
  void a_broker_has_all_that_its_lines_say() throws IOException {
    assertThat(
            brokers(
                "saddlebag.brokers.events.uri=amqps://broker.example.com:5671",
                "saddlebag.brokers.events.user=me",
                "saddlebag.brokers.events.password=env:PASSWORD",
                "saddlebag.brokers.events.connections=2",
                "saddlebag.brokers.events.min-tls=1.3"))
        .singleElement()
        .satisfies(
            broker -> {
              assertThat(broker.name()).isEqualTo("events");
              assertThat(broker.encrypted()).isTrue();
              assertThat(broker.password().get()).containsExactly("secret".toCharArray());
              assertThat(broker.connections()).isEqualTo(2);
              assertThat(broker.tls().versions()).containsExactly("TLSv1.3");
              assertThat(broker.toString()).doesNotContain("secret");
            });
  }

  @Test
  void plain_amqp_is_for_loopback_or_said_aloud() throws IOException {
    assertThat(brokers("saddlebag.brokers.a.uri=amqp://127.0.0.1:5672")).hasSize(1);
    assertThat(
            brokers(
                "saddlebag.brokers.a.uri=amqp://broker.example.com",
                "saddlebag.brokers.a.allow-plain-amqp=true"))
        .singleElement()
        .satisfies(broker -> assertThat(broker.inTheClear()).isTrue());
    assertThatThrownBy(() -> brokers("saddlebag.brokers.a.uri=amqp://broker.example.com"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not encrypted on its way: use amqps");
  }

  @Test
  void the_protocol_of_artemis_has_the_same_rules_and_no_parameter_but_one() throws IOException {
    assertThat(
            brokers(
                "saddlebag.brokers.a.uri=tcp://broker.example.com:61617?sslEnabled=true",
                "saddlebag.brokers.b.uri=tcp://[::1]",
                "saddlebag.brokers.c.uri=tcp://broker.example.com",
                "saddlebag.brokers.c.allow-plain-tcp=true",
                "saddlebag.brokers.d.uri=amqps://broker.example.com"))
        .extracting(BrokerSettings::core, BrokerSettings::encrypted, BrokerSettings::inTheClear)
        .containsExactly(
            tuple(true, true, false),
            tuple(true, false, false),
            tuple(true, false, true),
            tuple(false, true, false));
    assertThatThrownBy(
            () ->
                brokers(
                    "saddlebag.brokers.a.uri=tcp://broker.example.com",
                    "saddlebag.brokers.a.allow-plain-amqp=true",
                    "saddlebag.brokers.b.uri=tcp://broker?sslEnabled=true&trustAll=true",
                    "saddlebag.brokers.c.uri=tcp://broker?trustStorePassword=hidden",
                    "saddlebag.brokers.d.uri=tcp://broker?sslEnabled=false",
                    "saddlebag.brokers.e.uri=amqp://broker?sslEnabled=true",
                    "saddlebag.brokers.f.uri=(tcp://a,tcp://b)",
                    "saddlebag.brokers.g.uri=tcp://broker#tcp://other",
                    "saddlebag.brokers.h.uri=vm://0"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("8 problems")
        .hasMessageContaining("use ?sslEnabled=true, or set saddlebag.brokers.a.allow-plain-tcp")
        .hasMessageContaining("brokers.b.uri has parameters behind its address")
        .hasMessageContaining("brokers.c.uri has parameters")
        .hasMessageContaining("brokers.d.uri has parameters")
        .hasMessageContaining("brokers.e.uri has parameters")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThatThrownBy(
            () ->
                brokers(
                    "saddlebag.brokers.a.uri=tcp://me:hidden@broker",
                    "saddlebag.brokers.b.user=me",
                    "saddlebag.brokers.c.uri=amqps://broker/queue",
                    "saddlebag.brokers.d.url=amqps://broker",
                    "saddlebag.brokers.E.uri=amqps://broker",
                    "saddlebag.brokers.f.uri=amqps://broker",
                    "saddlebag.brokers.f.user=me",
                    "saddlebag.brokers.f.password=plain text"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("brokers.a.uri holds a user name or password")
        .hasMessageContaining("brokers.b.uri is missing")
        .hasMessageContaining("brokers.b.password is missing")
        .hasMessageContaining("brokers.c.uri is 'amqps://broker/queue'")
        .hasMessageContaining("did you mean saddlebag.brokers.d.uri?")
        .hasMessageContaining("brokers.E.uri names no broker")
        .hasMessageContaining("brokers.f.password gives a secret in plain text")
        .hasMessageNotContaining("hidden")
        .hasMessageNotContaining("plain text'");
  }
}
