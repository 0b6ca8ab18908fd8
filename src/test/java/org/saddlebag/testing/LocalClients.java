package org.saddlebag.testing;

import java.net.URI;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.local.LocalS3;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of the embedded servers, for what a test does beside the program. */
public final class LocalClients {

  private LocalClients() {}

  /**
   * A client of the embedded S3.
   *
   * @param s3 running
   * @return to be closed
   */
  public static S3Client of(LocalS3 s3) {
    return s3(s3.endpoint(), s3.accessKey(), s3.secretKey());
  }

  /**
   * A client of an embedded S3 in another process.
   *
   * @param endpoint where it is
   * @param accessKey its access key
   * @param secretKey its secret key
   * @return to be closed
   */
  public static S3Client s3(URI endpoint, String accessKey, String secretKey) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials(accessKey, secretKey))
        .build();
  }

  /**
   * A client of the embedded KMS.
   *
   * @param cloud running
   * @return to be closed
   */
  public static KmsClient kms(LocalCloud cloud) {
    return KmsClient.builder()
        .endpointOverride(cloud.kms().endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(cloud.kms().accessKey(), cloud.kms().secretKey()))
        .build();
  }

  private static AwsCredentialsProvider credentials(String accessKey, String secretKey) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }
}
