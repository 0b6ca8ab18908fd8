package org.saddlebag.testing;

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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.saddlebag.kafka.KafkaSettings;

/**
 * A Kafka broker that is its own controller, in a JVM of its own, on loopback. Its records outlive
 * {@link #down()}.
 */
public final class TestKafka implements AutoCloseable {

  private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

  private final Path folder;
  private final int port = TestBroker.freePort();
  private final int controller = TestBroker.freePort();
  private Process process;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;

  private TestKafka(Path folder) {
    this.folder = folder;
  }

  /** One that is up. */
  public static TestKafka start(Path folder) throws Exception {
    return notYet(folder).up();
  }

  /** One that is still down. */
  public static TestKafka notYet(Path folder) throws IOException {
    TestKafka kafka = new TestKafka(Files.createDirectories(folder));
    kafka.configure();
    return kafka;
  }

  private void configure() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.write(
        logs.resolve("meta.properties"),
        List.of("version=1", "cluster.id=MkU3OEVBNTcwNTJENDM2Qk", "node.id=1"));
    Files.write(
        folder.resolve("server.properties"),
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(port, controller),
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
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
    return new KafkaSettings(
        List.of(address()),
        KafkaSettings.Protocol.PLAINTEXT,
        null,
        null,
        null,
        null,
        Duration.ofSeconds(2),
        Duration.ofSeconds(2));
  }

  public void topic(String name, int partitions) throws Exception {
    topic(name, partitions, Map.of());
  }

  public void topic(String name, int partitions, Map<String, String> configuration)
      throws Exception {
    Object unused =
        admin()
            .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configuration)))
            .all()
            .get(1, TimeUnit.MINUTES);
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
      producer =
          new KafkaProducer<>(common(), new ByteArraySerializer(), new ByteArraySerializer());
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
