package org.saddlebag.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.testing.TestBroker.bytes;
import static org.saddlebag.testing.TestBroker.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.RgwClients;
import org.saddlebag.testing.RgwServer;
import org.saddlebag.testing.RgwServer.User;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.TestCertificate;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged program between a broker with TLS and a real Ceph RADOS Gateway, and back. */
@Tag("servers")
class CephQueueIT {

  private static final int[] SIZES = {0, 1, 4_096, (8 << 20) - 17, 9 << 20};

  private final RgwServer rgw = RgwServer.running();

  @TempDir private Path temp;

  private String newBucket() {
    String bucket = "queue-" + UUID.randomUUID();
    try (S3Client s3 = RgwClients.overTls(rgw, User.OWNER)) {
      s3.createBucket(create -> create.bucket(bucket));
    }
    return bucket;
  }

  @Test
  void messages_rest_sealed_in_ceph_once_and_come_back_whole() throws Exception {
    String bucket = newBucket();
    Path outbox = Files.createDirectories(temp.resolve("outbox"));
    TestCertificate certificate = TestCertificate.valid(temp, "broker", "ip:127.0.0.1");
    List<String> wanted = new ArrayList<>();
    try (TestBroker broker = TestBroker.startWithTls(temp.resolve("broker"), certificate)) {
      Random random = new Random(13);
      for (int size : SIZES) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        broker.send(bytes(content));
        wanted.add(Trees.digest(content));
      }
      broker.send(text("gr\u00fc\u00df Gott", "region", "eu"));
      wanted.add(Trees.digest("gr\u00fc\u00df Gott".getBytes("UTF-8")));
      org.apache.activemq.artemis.utils.UUID twice = UUIDGenerator.getInstance().generateUUID();
      broker.sendAs(twice, "twice");
      broker.sendAs(twice, "twice");
      wanted.add(Trees.digest("twice".getBytes("UTF-8")));
      List<String> settings = Stores.ceph(rgw, temp);
      settings.add("saddlebag.brokers.events.uri=" + broker.uri());
      settings.add("saddlebag.brokers.events.user=" + TestBroker.USER);
      settings.add("saddlebag.brokers.events.password=env:BROKER_PASSWORD");
      settings.add("saddlebag.brokers.events.ca-bundle=" + certificate.pem());
      Installation saddlebag =
          Installation.in(temp.resolve("installation"), settings)
              .variable("BROKER_PASSWORD", TestBroker.PASSWORD);

      saddlebag.flows(
          Installation.flow(
              "jms-to-s3",
              "orders",
              "broker",
              "events",
              "queue",
              TestBroker.QUEUE,
              "bucket",
              bucket,
              "metadata",
              "region",
              "key",
              "archive"));
      assertThat(saddlebag.run("run", "--once").exitCode()).as(saddlebag.log()).isZero();
      assertThat(saddlebag.log()).contains("8 delivered, 0 failed");
      assertThat(broker.count(TestBroker.QUEUE)).isZero();

      saddlebag.flows(
          Installation.flow(
              "s3-to-directory", "back", "bucket", bucket, "directory", outbox.toString()));
      assertThat(saddlebag.run("run", "--once").exitCode()).as(saddlebag.log()).isZero();
    }
    assertThat(Trees.digests(outbox).values()).containsExactlyInAnyOrderElementsOf(wanted);
  }
}
