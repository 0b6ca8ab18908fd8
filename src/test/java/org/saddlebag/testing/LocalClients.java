package org.saddlebag.testing;

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
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials(s3.accessKey(), s3.secretKey()))
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
