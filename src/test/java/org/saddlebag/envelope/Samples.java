package org.saddlebag.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.keys.Keyring;

/** Seals small objects of every format under every kind of master key, and opens them again. */
final class Samples {

  private static final GcmProviders PROVIDERS = GcmProviders.detect();
  private static final byte[] PLAINTEXT =
      "two blocks of AES and a few bytes more".getBytes(US_ASCII);

  private final Sealer sealer;
  private final Opener strict;
  private final Opener foreign;

  Samples() {
    RawKeys keys = RawKeys.generate();
    Keyring own = new Keyring(keys.masterKeys(false));
    this.sealer = new Sealer(own, PROVIDERS, new SecureRandom());
    this.strict = new Opener(own, PROVIDERS);
    this.foreign = new Opener(new Keyring(keys.masterKeys(true)), PROVIDERS);
  }

  /** One sample of each format and wrapping. */
  Stream<SealedSample> all() {
    return Arrays.stream(new Wrapping[] {Wrapping.AES, Wrapping.RSA})
        .flatMap(wrapping -> Arrays.stream(AlgorithmSuite.values()).map(s -> seal(wrapping, s)));
  }

  SealedSample seal(Wrapping wrapping, AlgorithmSuite suite) {
    return seal(wrapping, suite, PLAINTEXT);
  }

  SealedSample seal(Wrapping wrapping, AlgorithmSuite suite, byte[] plaintext) {
    try (SealingKey key = sealer.generate(wrapping.masterKey(), suite, wrapping.context());
        SealedContent content =
            sealer.seal(key, new ByteArrayInputStream(plaintext), plaintext.length)) {
      byte[] body = content.ciphertext().readAllBytes();
      return new SealedSample(wrapping, suite, plaintext, content.metadata(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens with keys that answer to their own description only. */
  byte[] open(SealedSample sample, Map<String, String> metadata, byte[] body) {
    return open(strict, sample, metadata, body, body.length);
  }

  /** As {@link #open}, while the store states another length than it delivers. */
  byte[] openStated(SealedSample sample, byte[] body, long statedBytes) {
    return open(strict, sample, sample.metadata(), body, statedBytes);
  }

  /** Opens with keys that are marked as default for foreign objects. */
  byte[] openForeign(SealedSample sample, Map<String, String> metadata) {
    return open(foreign, sample, metadata, sample.body(), sample.body().length);
  }

  private static byte[] open(
      Opener opener,
      SealedSample sample,
      Map<String, String> metadata,
      byte[] body,
      long statedBytes) {
    ByteArrayOutputStream staging = new ByteArrayOutputStream();
    try (OpeningKey key = opener.unwrap(metadata, sample.wrapping().context())) {
      opener.open(key, new ByteArrayInputStream(body), statedBytes, staging);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return staging.toByteArray();
  }
}
