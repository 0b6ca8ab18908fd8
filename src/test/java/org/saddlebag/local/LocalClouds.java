package org.saddlebag.local;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The real AWS clients, pointed at the stand-ins. */
final class LocalClouds {

  static final Region REGION = Region.EU_CENTRAL_1;

  private LocalClouds() {}

  static S3Client client(LocalS3 s3) {
    return builder(s3, s3.accessKey(), s3.secretKey()).build();
  }

  /** A client that does not try again, so that the first refusal is seen. */
  static S3Client client(LocalS3 s3, String accessKey, String secretKey) {
    return builder(s3, accessKey, secretKey)
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  static S3ClientBuilder builder(LocalS3 s3, String accessKey, String secretKey) {
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .forcePathStyle(true)
        .region(REGION)
        .httpClientBuilder(Apache5HttpClient.builder())
        .credentialsProvider(credentials(accessKey, secretKey));
  }

  static KmsClient client(LocalKms kms) {
    return client(kms.endpoint(), kms.accessKey(), kms.secretKey());
  }

  static KmsClient client(URI endpoint, String accessKey, String secretKey) {
    return KmsClient.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD))
        .credentialsProvider(credentials(accessKey, secretKey))
        .build();
  }

  static StaticCredentialsProvider credentials(String accessKey, String secretKey) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  /** The values of one header over several requests. */
  static List<String> header(List<org.saddlebag.local.wire.RecordedRequest> requests, String name) {
    return requests.stream().map(r -> r.headers().get(name, "")).toList();
  }
}
