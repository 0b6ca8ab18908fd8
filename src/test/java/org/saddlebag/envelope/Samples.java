package org.saddlebag.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.keys.kms.KmsClients;
import org.saddlebag.keys.kms.KmsMasterKey;
import org.saddlebag.keys.kms.KmsSettings;
import org.saddlebag.keys.kms.KmsTarget;
import org.saddlebag.local.LocalKms;
import org.saddlebag.local.LocalOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;

/** Seals small objects of every format under every kind of master key, and opens them again. */
final class Samples implements AutoCloseable {

  private static final GcmProviders PROVIDERS = GcmProviders.detect();
  private static final byte[] PLAINTEXT =
      "two blocks of AES and a few bytes more".getBytes(US_ASCII);

  private final LocalKms localKms;
  private final KmsClient kms;
  private final Sealer sealer;
  private final Opener strict;
  private final Opener foreign;

  /**
   * Starts a KMS.
   *
   * @param folder where its keys lie
   */
  Samples(Path folder) {
    RawKeys keys = RawKeys.generate();
    this.localKms = LocalKms.start(folder, LocalOptions.defaults());
    this.kms = KmsClients.create(settings(), credentials());
    String arn = localKms.ensureKey("alias/samples");
    KmsMasterKey inKms = new KmsMasterKey("kms", new KmsTarget.Key(arn), Map.of(), kms);
    Keyring own = keyring(keys.masterKeys(false), inKms);
    this.sealer = new Sealer(own, PROVIDERS, new SecureRandom());
    this.strict = new Opener(own, PROVIDERS);
    this.foreign = new Opener(keyring(keys.masterKeys(true), inKms), PROVIDERS);
  }

  private KmsSettings settings() {
    return KmsSettings.ofRegion("eu-central-1").at(localKms.endpoint());
  }

  private AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(localKms.accessKey(), localKms.secretKey()));
  }

  private static Keyring keyring(List<MasterKey> local, MasterKey inKms) {
    return new Keyring(Stream.concat(local.stream(), Stream.of(inKms)).toList());
  }

  @Override
  public void close() {
    kms.close();
    localKms.close();
  }

  /** One sample of each format and wrapping. */
  Stream<SealedSample> all() {
    return Arrays.stream(Wrapping.values())
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
