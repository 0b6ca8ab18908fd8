package org.saddlebag.bench.jmh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.SealedContent;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.format.AlgorithmSuite;

/**
 * One small object as a whole under an AES master key of this machine: data key, derivation and
 * commitment, content, metadata; and back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx128m")
public class SmallObjectBenchmark {

  /** The plaintext's length. */
  @Param("4096")
  public int size;

  /** Format V2 or V3. */
  @Param public AlgorithmSuite suite;

  private final Sealer sealer =
      new Sealer(Fixtures.keyring(), Fixtures.PROVIDERS, new SecureRandom());
  private final Opener opener = new Opener(Fixtures.keyring(), Fixtures.PROVIDERS);
  private byte[] plaintext;
  private Map<String, String> metadata;
  private byte[] sealed;

  /**
   * Makes a message and its sealed form.
   *
   * @throws IOException never
   */
  @Setup
  public void prepare() throws IOException {
    plaintext = Fixtures.bytes(size);
    try (SealedContent content = content()) {
      metadata = content.metadata();
      sealed = content.ciphertext().readAllBytes();
    }
  }

  /**
   * Seals.
   *
   * @param blackhole takes metadata and ciphertext
   * @throws IOException never
   */
  @Benchmark
  public void seal(Blackhole blackhole) throws IOException {
    try (SealedContent content = content()) {
      blackhole.consume(content.metadata());
      blackhole.consume(content.ciphertext().readNBytes((int) content.lengthBytes()));
    }
  }

  /**
   * Opens, and the tag is compared.
   *
   * @return the plaintext's length
   * @throws IOException never
   */
  @Benchmark
  public long open() throws IOException {
    return opener.open(
        opener.unwrap(metadata, Map.of()),
        new ByteArrayInputStream(sealed),
        sealed.length,
        OutputStream.nullOutputStream());
  }

  private SealedContent content() {
    return sealer.seal(
        sealer.generate(Fixtures.MASTER_KEY, suite, Map.of()),
        new ByteArrayInputStream(plaintext),
        size);
  }
}
