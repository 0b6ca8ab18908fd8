package org.saddlebag.camel.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.broker.Broker;
import org.saddlebag.broker.BrokerSettings;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.claims.Claims;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.delivery.DeliveryWitness;
import org.saddlebag.delivery.Failpoints;
import org.saddlebag.delivery.Journal;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.delivery.Receipts;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.kafka.Kafka;
import org.saddlebag.kafka.KafkaSettings;
import org.saddlebag.keys.AesMasterKey;
import org.saddlebag.keys.KeyLabel;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.s3.AwsObjectStore;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.StoreConnection;
import org.saddlebag.s3.StoreEndpoint;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.s3.StoreSettings;
import org.saddlebag.s3.UploadListener;
import org.saddlebag.sqs.Sqs;
import org.saddlebag.testing.TestSqs;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Everything that flows need, on loopback and in one folder: store, key, state, directories. */
public final class FlowHouse implements AutoCloseable {

  public static final String BUCKET = "acme-archive";

  private static final GcmProviders PROVIDERS = GcmProviders.detect();

  private final Path folder;
  private final LocalS3 s3;
  private final ObjectStore store;
  private final Path flows;
  private final Map<String, CustomerKey> customerKeys = new TreeMap<>();
  private final Map<String, Broker> brokers = new TreeMap<>();
  private final List<SqsClient> clients = new ArrayList<>();
  private Sqs sqs =
      new Sqs(
          () -> {
            throw new IllegalStateException("no SQS in this house");
          });
  private Kafka kafka;
  private volatile DeliveryWitness witness = DeliveryWitness.NONE;

  /** A house in an empty folder. */
  public FlowHouse(Path folder) {
    this.folder = folder;
    this.s3 = LocalS3.start(folder.resolve("s3"), LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    StoreConnection once = StoreConnection.defaults();
    this.store =
        AwsObjectStore.open(
            StoreSettings.of(
                    StoreProfile.AWS,
                    new StoreEndpoint(s3.endpoint(), null, true, null, false, null))
                .with(attempts(once, 1)),
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())));
    this.flows = folder.resolve("flows.yaml");
    make(inbox());
    make(outbox());
  }

  private static StoreConnection attempts(StoreConnection from, int attempts) {
    return new StoreConnection(
        from.connectTimeout(),
        from.readTimeout(),
        from.attemptTimeout(),
        attempts,
        from.maxConnections());
  }

  private static Path make(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path inbox() {
    return folder.resolve("inbox");
  }

  public Path outbox() {
    return folder.resolve("outbox");
  }

  public Path state() {
    return folder.resolve("state");
  }

  public LocalS3 s3() {
    return s3;
  }

  public ObjectStore store() {
    return store;
  }

  /** Drops a file, as a writer that is done with it. */
  public Path drop(String name, String content) throws IOException {
    Path file = inbox().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** Puts an object that nobody sealed. */
  public void putUnsealed(String key, String content) {
    putUnsealed(key, content, Map.of());
  }

  /** The same with user metadata. */
  public void putUnsealed(String key, String content, Map<String, String> metadata) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    store.put(
        new ObjectAddress(BUCKET, key),
        new java.io.ByteArrayInputStream(bytes),
        bytes.length,
        PutOptions.of(metadata),
        UploadListener.NONE);
  }

  public List<String> keys() {
    try (Stream<ListedObject> objects = store.list(BUCKET, "")) {
      return objects.map(object -> object.address().key()).toList();
    }
  }

  public ObjectHead head(String key) {
    return store.head(new ObjectAddress(BUCKET, key), null);
  }

  /** The regular files below a directory with their content, hidden ones too. */
  public static Map<String, String> tree(Path directory) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(FlowHouse::isContent).toList()) {
        found.put(
            directory.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return found;
  }

  /** The locks of our folders stay, as locks do. */
  private static boolean isContent(Path file) {
    return Files.isRegularFile(file) && !file.toString().endsWith(".lock");
  }

  /** Adds a flow into the store; parameters as {@code name=value}. */
  public FlowHouse in(String name, String... parameters) {
    return flow(
        name,
        "directory-to-s3",
        parameters,
        "directory=" + inbox(),
        "bucket=" + BUCKET,
        "key=archive",
        "retryDelay=20");
  }

  /** Something happens each time when the store has an object and nobody has noted it. */
  public FlowHouse whenStored(DeliveryWitness what) {
    witness = what;
    return this;
  }

  /** Gives the flows a broker named {@code events}. */
  public FlowHouse broker(String uri, String user, String password) {
    return broker(uri, user, password, TlsSettings.platform());
  }

  /** The same with TLS of the caller's. */
  public FlowHouse broker(String uri, String user, String password, TlsSettings tls) {
    Broker broker =
        Broker.of(
            new BrokerSettings("events", URI.create(uri), user, password::toCharArray, tls, 2));
    brokers.put("events", broker);
    return this;
  }

  /** Gives the flows the SQS of this address. */
  public FlowHouse sqs(URI endpoint) {
    return sqs(TestSqs.client(endpoint, 1));
  }

  /** Gives the flows the SQS that this client speaks to. */
  public FlowHouse sqs(SqsClient client) {
    clients.add(client);
    sqs = new Sqs(() -> client);
    return this;
  }

  /** Gives the flows the Kafka at this address. */
  public FlowHouse kafka(KafkaSettings settings) {
    if (kafka != null) {
      kafka.close();
    }
    kafka = new Kafka(settings);
    return this;
  }

  /** Adds a flow from a topic of Kafka into the store. */
  public FlowHouse fromKafka(String name, String topic, String... parameters) {
    return flow(
        name,
        "kafka-to-s3",
        parameters,
        "topic=" + topic,
        "bucket=" + BUCKET,
        "key=archive",
        "parallel=4",
        "retryDelay=20");
  }

  /** Adds a flow from an SQS queue into the store. */
  public FlowHouse fromSqs(String name, String... parameters) {
    return flow(
        name,
        "sqs-to-s3",
        parameters,
        "queue=" + TestSqs.QUEUE,
        "deadLetterQueue=" + TestSqs.DEAD_LETTERS,
        "bucket=" + BUCKET,
        "key=archive",
        "parallel=4",
        "retryDelay=20");
  }

  /** Adds a flow from a queue into the store. */
  public FlowHouse fromQueue(String name, String... parameters) {
    return flow(
        name,
        "jms-to-s3",
        parameters,
        "broker=events",
        "queue=orders",
        "bucket=" + BUCKET,
        "key=archive",
        "parallel=4",
        "retryDelay=20");
  }

  /** Adds a flow from any endpoint into the store. */
  public FlowHouse fromEndpoint(String name, String source, String... parameters) {
    return flow(
        name,
        "endpoint-to-s3",
        parameters,
        "source=" + source,
        "bucket=" + BUCKET,
        "key=archive",
        "retryDelay=20");
  }

  /** Adds a flow from the store to any endpoint. */
  public FlowHouse toEndpoint(String name, String target, String... parameters) {
    return flow(
        name,
        "s3-to-endpoint",
        parameters,
        "target=" + target,
        "bucket=" + BUCKET,
        "delay=100",
        "retryDelay=20");
  }

  /** Adds a flow back from the store. */
  public FlowHouse back(String name, String... parameters) {
    return flow(
        name,
        "s3-to-directory",
        parameters,
        "directory=" + outbox(),
        "bucket=" + BUCKET,
        "retryDelay=20");
  }

  /** Adds a flow from the store into a queue. */
  public FlowHouse toQueue(String name, String... parameters) {
    return flow(
        name,
        "s3-to-jms",
        parameters,
        "broker=events",
        "queue=orders",
        "bucket=" + BUCKET,
        "delay=100",
        "retryDelay=20");
  }

  /** Adds a flow from a template; parameters of {@code own} go before defaults. */
  FlowHouse flow(String name, String template, String[] own, String... defaults) {
    Map<String, String> parameters = new TreeMap<>();
    boolean plain = List.of(own).contains("seal=none");
    Stream.concat(Stream.of(defaults), Stream.of(own))
        .filter(parameter -> !plain || !parameter.startsWith("key="))
        .forEach(
            parameter ->
                parameters.put(
                    parameter.substring(0, parameter.indexOf('=')),
                    parameter.substring(parameter.indexOf('=') + 1)));
    StringBuilder yaml = new StringBuilder();
    yaml.append("- templatedRoute:\n    routeTemplateRef: ").append(template);
    yaml.append("\n    routeId: ").append(name).append("\n    parameters:\n");
    parameters.forEach(
        (parameter, value) ->
            yaml.append("      - { name: ")
                .append(parameter)
                .append(", value: '")
                .append(value)
                .append("' }\n"));
    return declare(yaml.toString());
  }

  /** Adds a template of one's own, or whatever else stands in a file of flows. */
  FlowHouse declare(String yaml) {
    try {
      String before = Files.exists(flows) ? Files.readString(flows) : "";
      Files.writeString(flows, before + yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Gives the flows a customer key whose bytes are all the same. */
  public CustomerKey customerKey(String name, int everyByte) {
    byte[] bytes = new byte[CustomerKey.LENGTH_BYTES];
    java.util.Arrays.fill(bytes, (byte) everyByte);
    CustomerKey key = new CustomerKey(name, bytes);
    customerKeys.put(name, key);
    return key;
  }

  /** Forgets the declared flows. */
  public FlowHouse without() throws IOException {
    Files.deleteIfExists(flows);
    return this;
  }

  /** What all objects hold once they are opened, as Latin-1; the flows so far are gone. */
  public Map<String, String> opened() throws IOException {
    without().back("back").once();
    return tree(outbox());
  }

  /** A process: journal, receipts and runner, all closed together. */
  public Run open() {
    return new Run(this, keyring(), null, Duration.ofSeconds(20));
  }

  /** A process with other master keys and properties. */
  public Run open(Keyring keyring, Path properties, Duration shutdownTimeout) {
    return new Run(this, keyring, properties, shutdownTimeout);
  }

  /** One of several nodes, with a state folder of its own. */
  public Run openNode(String node, Claims claims) {
    return new Run(
        this,
        keyring(),
        null,
        Duration.ofSeconds(20),
        folder.resolve("state-" + node),
        node,
        claims);
  }

  public FlowSummary once() {
    try (Run run = open()) {
      return run.runner.runOnce();
    }
  }

  /** The templates as shipped, and the declared flows. */
  public RouteFiles routes() {
    List<Path> files = new ArrayList<>(RouteFiles.in(Path.of("routes")));
    files.removeIf(file -> file.endsWith("flows.yaml"));
    files.add(flows);
    return RouteFiles.read(files);
  }

  /** The master key that the flows name. */
  static Keyring keyring() {
    return new Keyring(List.of(masterKey()));
  }

  static MasterKey masterKey() {
    byte[] bytes = new byte[32];
    bytes[0] = 7;
    return new AesMasterKey(new KeyLabel("archive", 1, false), new SecretKeySpec(bytes, "AES"));
  }

  @Override
  public void close() {
    brokers.values().forEach(Broker::close);
    clients.forEach(SqsClient::close);
    if (kafka != null) {
      kafka.close();
    }
    store.close();
    s3.close();
  }

  /** One run of a process. */
  public static final class Run implements AutoCloseable {

    private final Journal journal;
    private final Receipts receipts;
    public final FlowServices services;
    public final FlowRunner runner;

    private Run(FlowHouse house, Keyring keyring, Path properties, Duration shutdownTimeout) {
      this(house, keyring, properties, shutdownTimeout, house.state(), "test-node", null);
    }

    private Run(
        FlowHouse house,
        Keyring keyring,
        Path properties,
        Duration shutdownTimeout,
        Path state,
        String node,
        Claims claims) {
      this.journal = Journal.open(state, node);
      this.receipts = Receipts.open(state);
      Clock clock = Clock.systemUTC();
      this.services =
          new FlowServices(
              new Sealer(keyring, PROVIDERS, new SecureRandom()),
              new Opener(keyring, PROVIDERS),
              house.store,
              new ObjectDelivery(
                  house.store,
                  journal,
                  receipts,
                  Failpoints.NONE,
                  clock,
                  (receipt, lasting) -> house.witness.delivered(receipt, lasting)),
              new DeliveryState(state, journal, Failpoints.NONE, clock),
              Set.of("archive"),
              house.customerKeys,
              house.brokers,
              house.sqs,
              house.kafka,
              claims);
      this.runner = new FlowRunner(services, house.routes(), properties, shutdownTimeout);
    }

    @Override
    public void close() {
      runner.close();
      receipts.close();
      journal.close();
    }
  }
}
