package org.saddlebag.s3;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.s3.KmsKeys;
import org.saddlebag.local.wire.Fault;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The embedded S3, with one KMS key, a bucket, and faults to order. */
record LocalStores(LocalS3 server, AtomicInteger repetitions) implements AutoCloseable {

  static final String BUCKET = "contract";

  private static final String KEY_ID = "11111111-aaaa-4bbb-8ccc-222222222222";
  private static final String KEY_ARN = "arn:aws:kms:eu-central-1:000000000000:key/" + KEY_ID;

  static LocalStores start(Path folder) {
    return start(folder, LocalS3Options.defaults());
  }

  static LocalStores start(Path folder, LocalS3Options options) {
    KmsKeys.Key key = new KmsKeys.Key(KEY_ARN, KmsKeys.State.ENABLED);
    LocalS3 server =
        LocalS3.start(
            folder, options, name -> name.equals(KEY_ID) || name.equals(KEY_ARN) ? key : null);
    server.ensureBucket(BUCKET);
    return new LocalStores(server, new AtomicInteger());
  }

  StoreUnderTest under(StoreConnection connection) {
    StoreSettings settings =
        StoreSettings.of(
                StoreProfile.AWS,
                new StoreEndpoint(server.endpoint(), "eu-central-1", true, null, false, null))
            .with(new TransferLimits(StoreUnderTest.PART, 3, 8L * StoreUnderTest.PART))
            .with(connection);
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(server.accessKey(), server.secretKey());
    return StoreUnderTest.of(
        settings, StaticCredentialsProvider.create(credentials), BUCKET, KEY_ID);
  }

  /** The first request of that operation for each key and part; counts those that follow. */
  void failFirst(String operation, Fault fault) {
    server.setFaults(
        (call, headers) -> {
          if (!call.operation().equals(operation)) {
            return Fault.none();
          }
          if (call.attempt() > 1) {
            repetitions.incrementAndGet();
            return Fault.none();
          }
          return fault;
        });
  }

  void failAll(String operation, Fault fault) {
    failAll(Map.of(operation, fault));
  }

  void failAll(Map<String, Fault> faults) {
    server.setFaults((call, headers) -> faults.getOrDefault(call.operation(), Fault.none()));
  }

  void failNothing() {
    server.setFaults(null);
  }

  @Override
  public void close() {
    server.close();
  }
}
