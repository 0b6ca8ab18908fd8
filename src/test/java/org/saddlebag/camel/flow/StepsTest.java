package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.RouteError;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.seal.Open;
import org.saddlebag.camel.seal.Seal;
import org.saddlebag.envelope.SealingKey;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.UploadListener;

/** Our steps in routes of somebody else's, with Camel's stream caching on as it is by default. */
class StepsTest extends FlowTest {

  private static final Map<String, Object> HOSTILE =
      Map.of(
          "CamelAwsS3Key", "stolen/${sys.java.version}",
          "CamelAwsS3BucketName", "other-bucket",
          "CamelAwsS3OverrideBucketName", "other-bucket",
          "CamelFileName", "../../escaped.txt",
          "CamelOverruleFileName", "../../escaped.txt",
          "saddlebag.flow", "other-flow",
          "saddlebag.name", "../../escaped.txt",
          "saddlebag.source-file", "/etc/passwd");

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<SealingKey> keys = new ArrayList<>();
  private FlowHouse.Run run;

  @BeforeEach
  void startCamel() throws Exception {
    house.in("unused");
    run = house.open();
    Beans.of(run.services, new FlowLedger()).forEach(camel.getRegistry()::bind);
    camel.getRegistry().bind("seal", new Seal());
    Open open = new Open();
    open.setDirectory(house.outbox().toString());
    camel.getRegistry().bind("open", open);
    camel.setStreamCaching(true);
    camel.getStreamCachingStrategy().getStatistics().setStatisticsEnabled(true);
    camel.addRoutes(routes());
    camel.start();
  }

  @AfterEach
  void stopCamel() throws IOException {
    camel.close();
    run.close();
  }

  private RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from("direct:seal")
            .to("data-key:generate/archive?format=v2")
            .process(exchange -> keys.add(Slots.SEALING_KEY.of(exchange)))
            .process("seal")
            .to("log:sealed?level=DEBUG")
            .to("s3-object:acme-archive?objectKey=fixed/{flow}&collision=overwrite");
        from("direct:unkeyed").process("seal");
        from("direct:plain").to("s3-object:acme-archive?objectKey=x");
        from("direct:fail")
            .to("data-key:generate/archive")
            .process(exchange -> keys.add(Slots.SEALING_KEY.of(exchange)))
            .throwException(new IllegalStateException("on purpose"));
        from("s3-object:acme-archive?prefix=fixed/&delay=100&initialDelay=0")
            .routeId("watcher")
            .autoStartup(false)
            .to("s3-object:acme-archive?operation=get")
            .to("log:fetched?level=DEBUG")
            .to("data-key:unwrap?unsealed=pass")
            .process("open")
            .to("file-output:" + house.outbox());
      }
    };
  }

  private Object send(String endpoint, Object body, Map<String, Object> headers) {
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      return template.requestBodyAndHeaders(endpoint, body, headers);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void bytes_and_text_are_sealed_and_headers_steer_nothing() throws Exception {
    send("direct:seal", "text ü", new HashMap<>(HOSTILE));

    assertThat(house.keys()).hasSize(1);
    String key = house.keys().get(0);
    assertThat(key).startsWith("fixed/").doesNotContain("other-flow", "stolen");
    assertThat(house.head(key).metadata()).containsKey("x-amz-key-v2");
    back();
    assertThat(FlowHouse.tree(house.outbox()).values())
        .containsExactly(
            new String("text ü".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    assertThat(folder.resolve("escaped.txt")).doesNotExist();
  }

  private void back() throws Exception {
    NotifyBuilder one = new NotifyBuilder(camel).fromRoute("watcher").whenDone(1).create();
    camel.getRouteController().startRoute("watcher");
    assertThat(one.matches(20, TimeUnit.SECONDS)).isTrue();
    camel.stop();
  }

  @Test
  void an_objects_metadata_steers_nothing() throws Exception {
    Map<String, String> metadata = new HashMap<>();
    HOSTILE.forEach(
        (name, value) -> metadata.put(name.toLowerCase(java.util.Locale.ROOT), (String) value));
    house
        .store()
        .put(
            new ObjectAddress(FlowHouse.BUCKET, "fixed/good.txt"),
            new ByteArrayInputStream(new byte[] {'o', 'k'}),
            2,
            PutOptions.of(metadata),
            UploadListener.NONE);

    back();

    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("good.txt");
    assertThat(folder.resolve("escaped.txt")).doesNotExist();
  }

  @Test
  void no_body_of_ours_is_copied_into_camels_stream_cache() throws Exception {
    send("direct:seal", "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8), Map.of());
    back();

    assertThat(FlowHouse.tree(house.outbox())).hasSize(1);
    assertThat(camel.getStreamCachingStrategy().getStatistics().getCacheMemoryCounter()).isZero();
    assertThat(camel.getStreamCachingStrategy().getStatistics().getCacheSpoolCounter()).isZero();
  }

  @Test
  void data_keys_are_closed_and_forgotten_when_the_exchange_is_done() {
    Exchange done = camel.createFluentProducerTemplate().to("direct:seal").withBody("x").send();
    assertThat(done.getException()).isNull();
    assertThat(Slots.SEALING_KEY.in(done)).isEmpty();
    assertUseless(keys.get(0));
  }

  @Test
  void also_when_it_fails() {
    assertThatThrownBy(() -> send("direct:fail", "x", Map.of()))
        .isInstanceOf(CamelExecutionException.class);
    assertUseless(keys.get(0));
  }

  private void assertUseless(SealingKey key) {
    assertThatThrownBy(
            () ->
                run.services
                    .sealer()
                    .seal(key, new ByteArrayInputStream(new byte[1]), 1)
                    .ciphertext()
                    .readAllBytes())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_step_in_the_wrong_place_says_what_is_missing() {
    assertThatThrownBy(() -> send("direct:unkeyed", "x", Map.of()))
        .hasRootCauseInstanceOf(Refused.class)
        .rootCause()
        .hasMessageContaining("needs 'data-key:generate/NAME' before this step");
  }

  @Test
  void plaintext_is_never_put_by_mistake() {
    assertThatThrownBy(() -> send("direct:plain", "x", Map.of()))
        .rootCause()
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(RouteError.UNKNOWN_BODY));
    assertThat(house.keys()).isEmpty();
  }
}
