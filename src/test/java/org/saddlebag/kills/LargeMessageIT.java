package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.testing.TestBroker.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.Stores;
import org.saddlebag.testing.TestBroker;
import org.saddlebag.testing.Trees;

/**
 * A message of 200 MiB passes through a heap of 128 MiB, by Artemis' own protocol, and through a
 * kill in the middle of its upload.
 */
class LargeMessageIT {

  private static final String BUCKET = "large-messages";
  private static final long SIZE = 200L << 20;

  @TempDir private Path temp;

  private Installation installation(LocalS3 s3, TestBroker broker) throws IOException {
    List<String> settings = Stores.local(s3, temp);
    settings.add("saddlebag.brokers.events.uri=" + broker.coreUri());
    settings.add("saddlebag.brokers.events.user=" + TestBroker.USER);
    settings.add("saddlebag.brokers.events.password=env:BROKER_PASSWORD");
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
            BUCKET,
            "key",
            "archive"));
    return saddlebag;
  }

  @Test
  void a_message_larger_than_the_heap_survives_a_kill_as_one_object() throws Exception {
    try (LocalS3 s3 = LocalS3.start(temp.resolve("s3"), LocalS3Options.defaults());
        TestBroker broker = TestBroker.notYet(temp.resolve("broker")).maxDeliveries(-1).up()) {
      s3.ensureBucket(BUCKET);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String id = broker.sendByCore(stream(new DigestInputStream(new Noise(SIZE), digest))).get(0);
      Installation saddlebag = installation(s3, broker);

      saddlebag.javaOptions("-Xmx128m -Dsaddlebag.failpoint=after-part:20");
      assertThat(saddlebag.run("run", "--once").exitCode()).as(saddlebag.log()).isEqualTo(137);
      assertThat(broker.count(TestBroker.QUEUE)).isEqualTo(1);
      assertThat(Trees.digests(saddlebag.folder().resolve("state/spool"))).isEmpty();

      saddlebag.javaOptions("-Xmx128m");
      ProgramRun run = saddlebag.run("run", "--once");
      assertThat(run.exitCode()).as(saddlebag.log()).isZero();
      assertThat(run.out()).contains("1 delivered, 0 failed");
      assertThat(broker.count(TestBroker.QUEUE)).isZero();

      Path opened = Files.createDirectory(temp.resolve("opened"));
      assertThat(saddlebag.run("open", "s3://" + BUCKET + "/", opened.toString()).exitCode())
          .as(saddlebag.log())
          .isZero();
      assertThat(Trees.digests(opened))
          .hasSize(1)
          .containsEntry("orders/" + id.substring(3), HexFormat.of().formatHex(digest.digest()));
    }
  }

  /** Bytes without end that nobody keeps, up to a length. */
  private static final class Noise extends FilterInputStream {

    private final byte[] piece = new byte[1 << 20];
    private long left;

    Noise(long bytes) {
      super(InputStream.nullInputStream());
      new Random(17).nextBytes(piece);
      this.left = bytes;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("by pieces only");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(Math.min(length, piece.length), left);
      System.arraycopy(piece, 0, target, offset, count);
      left -= count;
      return count;
    }
  }
}
