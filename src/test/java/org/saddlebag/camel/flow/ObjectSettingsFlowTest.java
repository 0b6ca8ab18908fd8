package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.KeyLabel;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.RsaMasterKey;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.local.wire.Headers;

/** The settings of objects from a flow's parameters to the wire, and what refuses to start. */
class ObjectSettingsFlowTest extends FlowTest {

  private final Map<String, Headers> sent = new ConcurrentHashMap<>();

  @BeforeEach
  void record() {
    house
        .s3()
        .setFaults(
            (call, headers) -> {
              sent.put(call.operation(), headers);
              return Fault.none();
            });
  }

  private String header(String operation, String name) {
    assertThat(sent).containsKey(operation);
    return sent.get(operation).get(name);
  }

  @Test
  void every_parameter_becomes_its_header_and_the_file_comes_back() throws IOException {
    house.drop("a.txt", "content");
    house
        .in(
            "in",
            "storageClass=STANDARD_IA",
            "cacheControl=max-age=60, private",
            "contentDisposition=attachment; filename=\"a b.txt\"",
            "contentEncoding=gzip",
            "contentLanguage=de",
            "acl=bucket-owner-full-control",
            "lockMode=governance",
            "lockRetain=2099-01-01T00:00:00Z",
            "legalHold=true",
            "checksum=crc32c",
            "expectedOwner=000000000000",
            "requesterPays=true")
        .back("back", "expectedOwner=000000000000", "requesterPays=true");

    assertThat(house.once().allWell()).isTrue();

    assertThat(header("PutObject", "x-amz-storage-class")).isEqualTo("STANDARD_IA");
    assertThat(header("PutObject", "cache-control")).isEqualTo("max-age=60, private");
    assertThat(header("PutObject", "content-disposition"))
        .isEqualTo("attachment; filename=\"a b.txt\"");
    assertThat(header("PutObject", "content-encoding")).isEqualTo("gzip");
    assertThat(header("PutObject", "content-language")).isEqualTo("de");
    assertThat(header("PutObject", "x-amz-acl")).isEqualTo("bucket-owner-full-control");
    assertThat(header("PutObject", "x-amz-object-lock-mode")).isEqualTo("GOVERNANCE");
    assertThat(header("PutObject", "x-amz-object-lock-retain-until-date"))
        .isEqualTo("2099-01-01T00:00:00Z");
    assertThat(header("PutObject", "x-amz-object-lock-legal-hold")).isEqualTo("ON");
    for (String operation : List.of("PutObject", "HeadBucket", "GetObject", "ListObjectsV2")) {
      assertThat(header(operation, "x-amz-expected-bucket-owner")).isEqualTo("000000000000");
    }
    for (String operation : List.of("PutObject", "GetObject", "ListObjectsV2")) {
      assertThat(header(operation, "x-amz-request-payer")).isEqualTo("requester");
    }
    assertThat(FlowHouse.tree(house.outbox())).containsEntry("a.txt", "content");
  }

  @Test
  void plain_bytes_get_the_same_settings() throws IOException {
    house.drop("a.txt", "content");
    house
        .in("in", "seal=none", "storageClass=STANDARD_IA", "acl=private", "access=write-only")
        .once();
    assertThat(header("PutObject", "x-amz-storage-class")).isEqualTo("STANDARD_IA");
    assertThat(header("PutObject", "x-amz-acl")).isEqualTo("private");
    assertThat(sent).containsOnlyKeys("PutObject");
  }

  @Test
  void a_flow_that_sets_nothing_sends_nothing_of_it() throws IOException {
    house.drop("a.txt", "content");
    house.in("in").once();
    assertThat(sent.get("PutObject").names())
        .noneMatch(name -> name.startsWith("x-amz-object-lock"))
        .doesNotContain(
            "x-amz-storage-class", "x-amz-acl", "cache-control", "x-amz-expected-bucket-owner");
  }

  @Test
  void a_host_that_holds_only_public_keys_starts_no_flow_that_opens() throws Exception {
    house.back("back");
    assertThatThrownBy(() -> run(publicKey()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("flow 'back'")
        .hasMessageContaining("key 'archive' is a public key: this host can seal but not open");

    house.drop("a.txt", "content");
    house.without().in("in");
    run(publicKey());
    assertThat(house.keys()).containsExactly("a.txt");
  }

  @Test
  void a_host_of_public_keys_may_fetch_what_nobody_sealed_and_each_sealed_one_fails_by_name()
      throws Exception {
    house.putUnsealed("plain.txt", "plain");
    house.drop("sealed.txt", "content");
    Keyring publicOnly = publicKey();
    house.in("in");
    run(publicOnly);
    house.without().back("back", "unsealed=pass", "attempts=1");

    run(publicOnly);

    assertThat(FlowHouse.tree(house.outbox())).containsOnlyKeys("plain.txt");
    assertThat(FlowHouse.tree(house.state().resolve("failed")).values())
        .anyMatch(line -> line.contains("public-key-only"));
  }

  private void run(Keyring keyring) {
    try (FlowHouse.Run run = house.open(keyring, null, Duration.ofSeconds(20))) {
      run.runner.runOnce();
    }
  }

  private static Keyring publicKey() throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(2048);
    RSAPublicKey key = (RSAPublicKey) pairs.generateKeyPair().getPublic();
    return new Keyring(List.of(RsaMasterKey.publicOnly(new KeyLabel("archive", 1, false), key)));
  }
}
