package org.saddlebag.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.saddlebag.kafka.KafkaSettings;
import org.saddlebag.kafka.KafkaStore;

/**
 * A Kafka broker that is its own controller, in a JVM of its own, on loopback. Its records outlive
 * {@link #down()}.
 */
public final class TestKafka implements AutoCloseable {

  /** Who is known where a name is asked for. */
  public static final String USER = "saddlebag";

  private static final String PLAIN_LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule";

  /** For a topic that lets them pass. */
  private static final int LARGEST_RECORD_BYTES = 16 << 20;

  private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

  private final Path folder;
  private final int port = TestBroker.freePort();
  private final int controller = TestBroker.freePort();
  private final int tls = TestBroker.freePort();
  private final int login = TestBroker.freePort();
  private final TestCertificate certificate;
  private Process process;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;

  private TestKafka(Path folder, TestCertificate certificateOrNull) {
    this.folder = folder;
    this.certificate = certificateOrNull;
  }

  /** One that is up. */
  public static TestKafka start(Path folder) throws Exception {
    return notYet(folder).up();
  }

  /** One that is still down. */
  public static TestKafka notYet(Path folder) throws IOException {
    TestKafka kafka = new TestKafka(Files.createDirectories(folder), null);
    kafka.configure(List.of());
    return kafka;
  }

  /**
   * One that is up, and is spoken to by TLS, too, with and without a name; without TLS as the
   * others.
   */
  public static TestKafka startWithTls(Path folder, TestCertificate certificate, String password)
      throws Exception {
    TestKafka kafka = new TestKafka(Files.createDirectories(folder), certificate);
    kafka.configure(
        List.of(
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found=true",
            "super.users=User:ANONYMOUS",
            "ssl.keystore.type=PKCS12",
            "ssl.keystore.location=" + certificate.keystore(),
            "ssl.keystore.password=" + TestCertificate.PASSWORD,
            "ssl.key.password=" + TestCertificate.PASSWORD,
            "sasl.enabled.mechanisms=PLAIN",
            "listener.name.login.plain.sasl.jaas.config=%s required user_%s=\"%s\";"
                .formatted(PLAIN_LOGIN, USER, password)));
    return kafka.up();
  }

  private String listeners(boolean own) {
    String open = "PLAINTEXT://127.0.0.1:%d".formatted(port);
    String more =
        certificate == null ? "" : ",TLS://127.0.0.1:%d,LOGIN://127.0.0.1:%d".formatted(tls, login);
    return open + more + (own ? ",CONTROLLER://127.0.0.1:%d".formatted(controller) : "");
  }

  private void configure(List<String> more) throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.write(
        logs.resolve("meta.properties"),
        List.of("version=1", "cluster.id=MkU3OEVBNTcwNTJENDM2Qk", "node.id=1"));
    List<String> settings = new ArrayList<>(more);
    settings.addAll(
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "listeners=" + listeners(true),
            "advertised.listeners=" + listeners(false),
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map="
                + "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,TLS:SSL,LOGIN:SASL_SSL",
            "log.dirs=" + logs,
            "auto.create.topics.enable=false",
            "offsets.topic.num.partitions=1",
            "offsets.topic.replication.factor=1",
            "transaction.state.log.num.partitions=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "group.initial.rebalance.delay.ms=0",
            "group.min.session.timeout.ms=1000",
            "log.retention.check.interval.ms=600000"));
    Files.write(folder.resolve("server.properties"), settings);
  }

  /** Starts it, or starts it again with what it had. */
  public TestKafka up() throws Exception {
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                folder.resolve("server.properties").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - until > 0) {
        throw new IllegalStateException(
            "Kafka does not start\n" + Files.readString(folder.resolve("log")));
      }
      Thread.sleep(50);
    }
    return this;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGKILL. */
  public void down() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
      process = null;
    }
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** As our flows are told of it, with little patience. */
  public KafkaSettings settings() {
    return settings(port, KafkaSettings.Protocol.PLAINTEXT, null, null);
  }

  /** The same by TLS. */
  public KafkaSettings settingsWithTls(KafkaStore trustOrNull) {
    return settings(tls, KafkaSettings.Protocol.SSL, null, trustOrNull);
  }

  /** The same by TLS, with a name and a password, see {@link #jaas}. */
  public KafkaSettings settingsWithName(KafkaStore trustOrNull, Supplier<char[]> jaas) {
    return settings(login, KafkaSettings.Protocol.SASL_SSL, jaas, trustOrNull);
  }

  /** What says that we are {@link #USER} with this password. */
  public static char[] jaas(String password) {
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(PLAIN_LOGIN, USER, password)
        .toCharArray();
  }

  private static KafkaSettings settings(
      int port, KafkaSettings.Protocol protocol, Supplier<char[]> jaas, KafkaStore trust) {
    return new KafkaSettings(
        List.of("127.0.0.1:" + port),
        protocol,
        jaas == null ? null : "PLAIN",
        jaas,
        trust,
        null,
        Duration.ofSeconds(2),
        Duration.ofSeconds(2));
  }

  public void topic(String name, int partitions) throws Exception {
    topic(name, partitions, Map.of());
  }

  /**
   * One that takes records. A topic is made a moment before its broker leads all its partitions; of
   * several batches that come within that moment it may refuse the first and take the second, and
   * then says of the first that it is out of order until the producer gives up.
   */
  public void topic(String name, int partitions, Map<String, String> configuration)
      throws Exception {
    Object unused =
        admin()
            .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configuration)))
            .all()
            .get(1, TimeUnit.MINUTES);
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      ends.put(new TopicPartition(name, i), OffsetSpec.latest());
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsMatching(e -> e.getCause() instanceof UnknownTopicOrPartitionException)
        .until(() -> admin().listOffsets(ends).all().get(1, TimeUnit.MINUTES).size() == partitions);
  }

  public void delete(String topic) throws Exception {
    Object unused = admin().deleteTopics(List.of(topic)).all().get(1, TimeUnit.MINUTES);
  }

  public void send(String topic, int partition, String key, String value, String... headers)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, bytes(key), bytes(value));
    for (int i = 0; i < headers.length; i += 2) {
      Headers unused = record.headers().add(headers[i], bytes(headers[i + 1]));
    }
    send(record);
  }

  public void send(ProducerRecord<byte[], byte[]> record)
      throws InterruptedException, ExecutionException {
    Object unused = producer().send(record).get();
  }

  /** Sends without waiting for each. */
  public void sendAll(List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    records.forEach(record -> sent.add(producer().send(record)));
    for (Future<RecordMetadata> each : sent) {
      Object unused = each.get();
    }
  }

  /** Sends to a topic's first partition, packed as Kafka calls it. */
  public void sendPacked(String how, String topic, List<String> values)
      throws InterruptedException, ExecutionException {
    Map<String, Object> settings = new HashMap<>(common());
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, how);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 200);
    try (KafkaProducer<byte[], byte[]> packing =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      values.forEach(
          value -> sent.add(packing.send(new ProducerRecord<>(topic, 0, null, bytes(value)))));
      for (Future<RecordMetadata> each : sent) {
        Object unused = each.get();
      }
    }
  }

  /** Takes away all that a partition has before an offset, as its retention does. */
  public void expire(String topic, int partition, long before) throws Exception {
    TopicPartition which = new TopicPartition(topic, partition);
    Object unused =
        admin()
            .deleteRecords(Map.of(which, RecordsToDelete.beforeOffset(before)))
            .all()
            .get(1, TimeUnit.MINUTES);
  }

  /** Keeps {@link #USER} out of a group. */
  public void shut(String group) throws Exception {
    Object unused = admin().createAcls(List.of(shutting(group))).all().get(1, TimeUnit.MINUTES);
  }

  /** Lets {@link #USER} in again. */
  public void open(String group) throws Exception {
    Object unused =
        admin().deleteAcls(List.of(shutting(group).toFilter())).all().get(1, TimeUnit.MINUTES);
  }

  private static AclBinding shutting(String group) {
    return new AclBinding(
        new ResourcePattern(ResourceType.GROUP, group, PatternType.LITERAL),
        new AccessControlEntry("User:" + USER, "*", AclOperation.READ, AclPermissionType.DENY));
  }

  /** Has a group without members begin a partition anew. */
  public void rewind(String group, String topic, int partition) throws Exception {
    place(group, topic, partition, 0);
  }

  /** Has a group without members go on elsewhere. */
  public void place(String group, String topic, int partition, long offset) throws Exception {
    Object unused =
        admin()
            .alterConsumerGroupOffsets(
                group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
            .all()
            .get(1, TimeUnit.MINUTES);
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** All records of a topic's first partition. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(common(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
      return found;
    }
  }

  /** What a group has committed of a topic, by partition. */
  public Map<Integer, Long> committed(String group, String topic) throws Exception {
    Map<Integer, Long> offsets = new HashMap<>();
    admin()
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(1, TimeUnit.MINUTES)
        .forEach(
            (partition, offset) -> {
              if (partition.topic().equals(topic)) {
                offsets.put(partition.partition(), offset.offset());
              }
            });
    return offsets;
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(common());
    }
    return admin;
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>(common());
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD_BYTES);
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private Map<String, Object> common() {
    return Map.of("bootstrap.servers", address());
  }

  @Override
  public void close() throws Exception {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
    down();
  }
}
