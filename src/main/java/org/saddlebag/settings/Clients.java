package org.saddlebag.settings;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.saddlebag.aws.TlsFacts;
import org.saddlebag.errors.Refused;
import org.saddlebag.kafka.Kafka;
import org.saddlebag.keys.kms.KmsClients;
import org.saddlebag.s3.S3Clients;
import org.saddlebag.sqs.SqsClients;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients of S3, KMS, SQS and Kafka, each built when it is first asked for, once. */
final class Clients {

  private final Settings settings;
  private final Consumer<AutoCloseable> closeLater;
  private final List<MetricPublisher> publishers = new CopyOnWriteArrayList<>();
  private final Lazy<S3Client> s3 = new Lazy<>(this::newS3Client);
  private final Lazy<KmsClient> kms = new Lazy<>(this::newKmsClient);
  private final Lazy<SqsClient> sqs = new Lazy<>(this::newSqsClient);
  private final Lazy<Kafka> kafka = new Lazy<>(this::newKafka);

  /** The S3 client is closed by the store over it, or by {@link #closeS3()}. */
  Clients(Settings settings, Consumer<AutoCloseable> closeLater) {
    this.settings = settings;
    this.closeLater = closeLater;
  }

  S3Client s3() {
    return s3.get();
  }

  KmsClient kms() {
    return kms.get();
  }

  SqsClient sqs() {
    return sqs.get();
  }

  /** Null where none is configured. */
  Kafka kafka() {
    return settings.kafka() == null ? null : kafka.get();
  }

  TlsFacts storeTls() {
    return S3Clients.tls(s3(), settings.store());
  }

  TlsFacts kmsTls() {
    return KmsClients.tls(kms(), settings.kms());
  }

  void observeCalls(Consumer<ServiceCall> observer) {
    if (s3.peek() != null || kms.peek() != null || sqs.peek() != null) {
      throw new IllegalStateException("the clients are built already");
    }
    publishers.add(new CallPublisher(observer));
  }

  void closeS3() {
    if (s3.peek() != null) {
      s3.peek().close();
    }
  }

  private S3Client newS3Client() {
    PlainHttp.warn("the store", settings.store().endpoint().uri(), "saddlebag.s3");
    return built(
        "S3",
        () ->
            S3Clients.create(settings.store(), settings.storeCredentials().provider(), publishers));
  }

  private KmsClient newKmsClient() {
    PlainHttp.warn("KMS", settings.kms().endpoint(), "saddlebag.kms");
    KmsClient client =
        built(
            "KMS",
            () ->
                KmsClients.create(
                    settings.kms(), settings.kmsCredentials().provider(), publishers));
    closeLater.accept(client);
    return client;
  }

  private SqsClient newSqsClient() {
    PlainHttp.warn("SQS", settings.sqs().endpoint(), "saddlebag.sqs");
    SqsClient client =
        built(
            "SQS",
            () ->
                SqsClients.create(
                    settings.sqs(), settings.sqsCredentials().provider(), publishers));
    closeLater.accept(client);
    return client;
  }

  private Kafka newKafka() {
    KafkaSection.warn(settings.kafka());
    Kafka made = new Kafka(settings.kafka());
    closeLater.accept(made);
    return made;
  }

  /** The SDK looks for a Region while it builds, and says in very many words that it found none. */
  private static <T> T built(String service, Supplier<T> builder) {
    try {
      return builder.get();
    } catch (SdkClientException e) {
      boolean region = String.valueOf(e.getMessage()).contains("Unable to load region");
      String why = region ? "no AWS Region is configured or found" : e.getMessage();
      throw new Refused(
          SettingsError.CLIENT_UNBUILDABLE, "no client for %s: %s".formatted(service, why), e);
    }
  }
}
