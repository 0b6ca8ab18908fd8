package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.aws.ProxyServer;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.MasterKeyUri;
import org.saddlebag.keys.kms.KmsSettings;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.s3.StoreSettings;

class SettingsTest {

  private static final String S3 = "camel.component.aws2-s3.";

  @TempDir Path folder;
  private ConfigFile config;

  @BeforeEach
  void aFolderWithAKeystore() throws IOException {
    Files.writeString(folder.resolve("keys.p12"), "");
    config = new ConfigFile(folder).variable("PW", "hunter2");
  }

  @Test
  void anEmptyFileMeansTheDefaults() {
    Settings settings = config.read("");
    assertThat(settings.store().profile()).isEqualTo(StoreProfile.AWS);
    assertThat(settings.store().transfer().partSizeBytes()).isEqualTo(8 << 20);
    assertThat(settings.storeCredentials()).isEqualTo(new Credentials.DefaultChain());
    assertThat(settings.masterKeys()).isEmpty();
    assertThat(settings.node().state()).isEqualTo(folder.resolveSibling("state"));
    assertThat(settings.node().name()).isNotEmpty();
  }

  @Test
  void theDefaultsAreThoseOfTheStoreItself() {
    StoreSettings store = config.read("").store();
    assertThat(store).isEqualTo(StoreSettings.of(StoreProfile.AWS, store.endpoint()));
  }

  @Test
  void theDefaultsAreThoseOfKmsItself() {
    assertThat(config.read("").kms()).isEqualTo(KmsSettings.ofRegion(null));
  }

  @Test
  void aMasterKeyIsReadWithAllItHas() {
    MasterKeySettings key =
        config
            .read(
                "saddlebag.keys.archive.uri=keystore:keys.p12#archive",
                "saddlebag.keys.archive.password=env:PW",
                "saddlebag.keys.archive.version=3",
                "saddlebag.keys.archive.default-for-foreign=true")
            .masterKeys()
            .get(0);
    assertThat(key.name()).isEqualTo("archive");
    assertThat(key.uri())
        .isEqualTo(new MasterKeyUri.Keystore(folder.resolve("keys.p12"), "archive"));
    assertThat(new String(key.password().read())).isEqualTo("hunter2");
    assertThat(key.version()).isEqualTo(3);
    assertThat(key.defaultForForeign()).isTrue();
  }

  @Test
  void aKmsKeyHasAContext() {
    MasterKeySettings key =
        config
            .read(
                "saddlebag.keys.orders.uri=kms:alias/orders",
                "saddlebag.keys.orders.context.department=orders",
                "saddlebag.keys.orders.context.cost.center=12")
            .masterKeys()
            .get(0);
    assertThat(key.context())
        .containsOnly(
            java.util.Map.entry("department", "orders"), java.util.Map.entry("cost.center", "12"));
  }

  @Test
  void whatIsMissingOrDoesNotFitAMasterKeyIsNamed() {
    assertThat(
            config.refusal(
                "saddlebag.keys.a.uri=keystore:keys.p12#a",
                "saddlebag.keys.b.uri=kms:alias/b",
                "saddlebag.keys.b.password=env:PW",
                "saddlebag.keys.b.version=2",
                "saddlebag.keys.c.version=1",
                "saddlebag.keys.d.uri=vault:x",
                "saddlebag.keys.e.uri=keystore:nowhere.p12#e",
                "saddlebag.keys.e.password=env:NOWHERE",
                "saddlebag.keys.e.context.x=y",
                "saddlebag.keys.e.accounts=111122223333",
                "saddlebag.keys.Bad.uri=kms:x",
                "saddlebag.keys.f.urii=kms:x"))
        .contains("saddlebag.keys.a.password is missing")
        .contains("saddlebag.keys.b.password is for keystores only")
        .contains("saddlebag.keys.b.version is not for KMS")
        .contains("saddlebag.keys.c.uri is missing")
        .contains("saddlebag.keys.d.uri is wrong", "vault")
        .contains("saddlebag.keys.e.uri names " + folder.resolve("nowhere.p12"), "does not exist")
        .contains("saddlebag.keys.e.password", "env:NOWHERE is not set")
        .contains("saddlebag.keys.e.context is for KMS keys only")
        .contains("saddlebag.keys.e.accounts is for kms:discovery only")
        .contains("saddlebag.keys.Bad.uri names no master key")
        .contains("saddlebag.keys.f.urii is unknown: did you mean saddlebag.keys.f.uri?");
  }

  @Test
  void discoveryNamesTheAccountsItTrusts() {
    assertThat(config.refusal("saddlebag.keys.f.uri=kms:discovery"))
        .contains("saddlebag.keys.f.accounts is missing");
    MasterKeySettings finder =
        config
            .read(
                "saddlebag.keys.f.uri=kms:discovery",
                "saddlebag.keys.f.accounts=111122223333, 444455556666")
            .masterKeys()
            .get(0);
    assertThat(finder.accounts()).containsOnly("111122223333", "444455556666");
    assertThat(finder.regions()).isEmpty();
  }

  @Test
  void masterKeysCanBeLeftOutWhereNoneIsNeeded() throws IOException {
    Files.writeString(
        folder.resolve("application.properties"), "saddlebag.keys.a.uri=keystore:nowhere.p12#a");
    ConfigFolder here = new ConfigFolder(folder);
    Settings settings = Settings.load(here, Settings.Scope.WITHOUT_MASTER_KEYS, name -> null);
    assertThat(settings.masterKeys()).isEmpty();
  }

  @Test
  void whoOnlyWantsToKnowWhatIsDeclaredNeedsNeitherPasswordsNorKeystores() throws IOException {
    Files.writeString(
        folder.resolve("application.properties"),
        """
        saddlebag.keys.a.uri=keystore:nowhere.p12#a
        saddlebag.keys.a.password=env:NOT_SET
        saddlebag.customer-keys.c.uri=keystore:nowhere.p12#c
        saddlebag.customer-keys.c.password=file:nowhere.txt
        """);
    ConfigFolder here = new ConfigFolder(folder);
    Settings settings = Settings.load(here, Settings.Scope.DECLARED, name -> null);
    assertThat(settings.masterKeys()).extracting(MasterKeySettings::name).containsExactly("a");
    assertThat(settings.customerKeys()).extracting(CustomerKeySettings::name).containsExactly("c");
    assertThatThrownBy(() -> Settings.load(here, Settings.Scope.WHOLE, name -> null))
        .hasMessageStartingWith("configuration-wrong: 4 problems");
    Files.writeString(
        folder.resolve("application.properties"),
        "saddlebag.keys.a.uri=keystore:nowhere.p12#a\nsaddlebag.keys.a.password=plain\n");
    assertThatThrownBy(() -> Settings.load(here, Settings.Scope.DECLARED, name -> null))
        .hasMessageContaining("plain text");
  }

  @Test
  void allProblemsStandInOneMessageEachWithItsMend() {
    assertThat(
            config.refusal(
                "saddlebag.s3.part-size=8MB",
                "saddlebag.s3.profle=ceph",
                "saddlebag.s3.attempts=0",
                "saddlebag.s3.read-timeout=30",
                "saddlebag.node=a b",
                S3 + "forcePathStyle=yes"))
        .startsWith("6 problems in " + folder.resolve("application.properties"))
        .contains("saddlebag.s3.part-size is '8MB', no size with a unit: write 5MiB to 1GiB")
        .contains("saddlebag.s3.profle is unknown: did you mean saddlebag.s3.profile?")
        .contains("saddlebag.s3.attempts is 0, out of range: write a whole number, 1 to 100")
        .contains("saddlebag.s3.read-timeout is '30'")
        .contains("saddlebag.node is 'a b'")
        .contains(S3 + "forcePathStyle is 'yes': write true or false");
  }

  @Test
  void secretsAreInNoMessage() {
    assertThat(
            config.refusal(
                "saddlebag.keys.a.uri=keystore:keys.p12#a",
                "saddlebag.keys.a.password=hunter2",
                "saddlebag.keys.a.pasword=hunter2 ",
                "saddlebag.secret=hunter2 # x",
                S3 + "secretKey=hunter2",
                S3 + "accessKey=AKIA",
                S3 + "uriEndpointOverride=https://me:hunter2@store"))
        .doesNotContain("hunter2")
        .contains("saddlebag.keys.a.password gives a secret in plain text")
        .contains(S3 + "secretKey gives a secret in plain text");
  }

  @Test
  void unknownKeysOfOthersAreTheirs() {
    assertThat(config.read("my.own=1", "camel.main.name=x", S3 + "autoCreateBucket=false"))
        .isNotNull();
  }

  @Test
  void aMisspeltNameOfCamelsIsNamed() {
    assertThat(config.refusal(S3 + "regoin=eu-central-1"))
        .contains(S3 + "regoin is unknown: did you mean " + S3 + "region?");
  }

  @Test
  void camelsNamesAreTakenWithHyphensToo() {
    StoreSettings store =
        config
            .read(S3 + "uri-endpoint-override=https://store:8443", S3 + "force-path-style=false")
            .store();
    assertThat(store.endpoint().uri()).isEqualTo(URI.create("https://store:8443"));
    assertThat(store.endpoint().pathStyle()).isFalse();
  }

  @Test
  void oneSettingInBothFormsIsNamed() {
    assertThat(config.refusal(S3 + "access-key=a", S3 + "accessKey=b", S3 + "secretKey=env:PW"))
        .contains("says the same as " + S3 + "accessKey");
  }

  @Test
  void plainHttpIsForLoopbackUnlessAllowed() {
    String uri = S3 + "uriEndpointOverride=";
    assertThat(config.refusal(uri + "http://store:80")).contains("not encrypted on its way");
    assertThat(config.read(uri + "http://127.0.0.1:9000")).isNotNull();
    assertThat(config.read(uri + "http://localhost")).isNotNull();
    assertThat(config.read(uri + "http://[::1]:9000")).isNotNull();
    assertThat(config.read(uri + "http://store", "saddlebag.s3.allow-plain-http=true")).isNotNull();
  }

  @Test
  void aSwitchOfCamelsThatIgnoresTheEndpointIsNamed() {
    assertThat(config.refusal(S3 + "overrideEndpoint=true")).contains("needs an endpoint");
    assertThat(
            config.refusal(S3 + "overrideEndpoint=false", S3 + "uriEndpointOverride=https://store"))
        .contains("is false, but an endpoint is given");
  }

  @Test
  void trustingEverybodyIsRefused() {
    assertThat(config.refusal(S3 + "trustAllCertificates=true")).contains("saddlebag.s3.ca-bundle");
  }

  @Test
  void credentialsComeInOneWayOnly() {
    assertThat(config.read(S3 + "accessKey=AKIA", S3 + "secretKey={{env:PW}}").storeCredentials())
        .isInstanceOf(Credentials.AccessKey.class);
    assertThat(config.read(S3 + "profileCredentialsName=x").storeCredentials())
        .isEqualTo(new Credentials.Profile("x"));
    assertThat(config.refusal(S3 + "accessKey=AKIA")).contains(S3 + "secretKey is missing");
    assertThat(
            config.refusal(
                S3 + "useDefaultCredentialsProvider=true", S3 + "profileCredentialsName=x"))
        .contains("one of several ways");
  }

  @Test
  void aProxyNeedsHostAndPort() {
    assertThat(config.read(S3 + "proxyHost=p", S3 + "proxyPort=3128").store().endpoint().proxy())
        .isEqualTo(new ProxyServer(URI.create("http://p:3128"), null, null));
    assertThat(config.refusal(S3 + "proxyHost=p")).contains(S3 + "proxyPort is missing");
  }

  @Test
  void variablesOfTheEnvironmentStandInAnyValue() {
    config.variable("HOST", "store");
    assertThat(
            config
                .read(
                    S3 + "uriEndpointOverride=https://{{env:HOST}}:8443",
                    "saddlebag.s3.read-timeout={{env:TIMEOUT:40s}}")
                .store()
                .connection()
                .readTimeout())
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(config.refusal("saddlebag.node={{env:NOWHERE}}")).contains("NOWHERE");
    assertThat(config.refusal("saddlebag.node={{aws:x}}")).contains("placeholder");
  }

  @Test
  void bufferMemoryHoldsAPart() {
    assertThat(config.refusal("saddlebag.s3.part-size=256MiB", "saddlebag.s3.buffer-memory=255MiB"))
        .contains("saddlebag.s3.buffer-memory is less than one part");
    assertThat(config.read("saddlebag.s3.part-size=1GiB").store().transfer().bufferMemoryBytes())
        .isEqualTo(1L << 30);
  }

  @Test
  void aFolderWithoutConfigurationIsRefused() {
    assertThatThrownBy(() -> ConfigFolder.find(folder.resolve("nowhere")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(folder.resolve("nowhere").toString());
  }

  @Test
  void sqsIsReachedAsItsLinesSay() {
    Settings settings =
        config
            .variable("SQS_SECRET_KEY", "secret")
            .read(
                "camel.component.aws2-sqs.region=eu-west-1",
                "camel.component.aws2-sqs.uri-endpoint-override=http://127.0.0.1:9324",
                "camel.component.aws2-sqs.accessKey=AKIAEXAMPLE",
                "camel.component.aws2-sqs.secretKey=env:SQS_SECRET_KEY",
                "saddlebag.sqs.attempts=2");

    assertThat(settings.sqs().region()).isEqualTo("eu-west-1");
    assertThat(settings.sqs().endpoint()).hasToString("http://127.0.0.1:9324");
    assertThat(settings.sqs().attempts()).isEqualTo(2);
    assertThat(settings.sqsCredentials().provider().resolveCredentials().secretAccessKey())
        .isEqualTo("secret");
    assertThat(settings.toString()).doesNotContain("secretAccessKey=secret");
    assertThat(
            config.refusal(
                "camel.component.aws2-sqs.uriEndpointOverride=http://sqs.example.com",
                "saddlebag.sqs.attempt-timeout=20s",
                "saddlebag.sqs.atempts=2"))
        .contains("not encrypted on its way")
        .contains("saddlebag.sqs.attempt-timeout")
        .contains("did you mean saddlebag.sqs.attempts?");
  }

  @Test
  void kafkaIsReachedAsItsLinesSay() {
    Settings settings =
        config
            .variable("KAFKA_JAAS", "hunter2")
            .read(
                "camel.component.kafka.brokers=kafka-1.example.com:9093, 127.0.0.1:9092",
                "camel.component.kafka.security-protocol=SASL_SSL",
                "camel.component.kafka.sasl-mechanism=SCRAM-SHA-512",
                "camel.component.kafka.sasl-jaas-config=env:KAFKA_JAAS",
                "camel.component.kafka.ssl-truststore-location=keys.p12",
                "saddlebag.kafka.session-timeout=10s");

    assertThat(settings.kafka().brokers())
        .containsExactly("kafka-1.example.com:9093", "127.0.0.1:9092");
    assertThat(settings.kafka().protocol().encrypted()).isTrue();
    assertThat(settings.kafka().mechanism()).isEqualTo("SCRAM-SHA-512");
    assertThat(new String(settings.kafka().jaas().get())).isEqualTo("hunter2");
    assertThat(settings.kafka().trust().file()).isEqualTo(folder.resolve("keys.p12"));
    assertThat(settings.kafka().sessionTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.toString()).doesNotContain("hunter2");
  }

  @Test
  void whatIsWrongWithKafkaIsToldAtOnce() {
    assertThat(config.read("camel.component.kafka.brokers=localhost:9092").kafka()).isNotNull();
    assertThat(config.read("").kafka()).isNull();
    assertThat(config.refusal("camel.component.kafka.securityProtocol=SSL"))
        .contains("camel.component.kafka.brokers is missing");
    assertThat(
            config.refusal(
                "camel.component.kafka.brokers=kafka.example.com:9092",
                "camel.component.kafka.securityProtocol=SASL_PLAINTEXT",
                "camel.component.kafka.saslJaasConfig=in the clear",
                "camel.component.kafka.sslTruststoreLocation=keys.p12",
                "camel.component.kafka.groupId=mine"))
        .contains("not encrypted on its way to [kafka.example.com:9092]")
        .contains("saddlebag.kafka.allow-plain=true")
        .contains("camel.component.kafka.saslMechanism is missing")
        .contains("gives a secret in plain text")
        .contains("sslTruststoreLocation is not used with SASL_PLAINTEXT")
        .contains("camel.component.kafka.groupId is unknown")
        .doesNotContain("in the clear");
  }
}
