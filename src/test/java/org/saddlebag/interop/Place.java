package org.saddlebag.interop;

import java.net.URI;
import org.saddlebag.keys.kms.KmsClients;
import org.saddlebag.keys.kms.KmsSettings;
import org.saddlebag.s3.AwsObjectStore;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.S3Clients;
import org.saddlebag.s3.StoreSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The store where both sides meet, through the eyes of each, with a bucket of its own.
 *
 * @param ours the store as the house sees it
 * @param plain a client that knows nothing of sealing
 * @param kms the KMS as the house sees it, or null where there is none
 * @param bucket the bucket
 * @param access how the other side gets there
 */
record Place(ObjectStore ours, S3Client plain, KmsClient kms, String bucket, PeerAccess access)
    implements AutoCloseable {

  /** Connects and makes the bucket. */
  static Place connect(StoreSettings settings, PeerAccess access, String bucket) {
    var credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(access.accessKey(), access.secretKey()));
    S3Client plain = S3Clients.create(settings, credentials);
    plain.createBucket(create -> create.bucket(bucket));
    KmsClient kms = access.kms() == null ? null : kms(access.kms(), access.region(), credentials);
    return new Place(AwsObjectStore.open(settings, credentials), plain, kms, bucket, access);
  }

  private static KmsClient kms(URI uri, String region, StaticCredentialsProvider credentials) {
    return KmsClients.create(KmsSettings.ofRegion(region).at(uri), credentials);
  }

  /** Leaves nothing behind; uploads that a failed test left open are no object. */
  @Override
  public void close() {
    plain
        .listObjectsV2Paginator(list -> list.bucket(bucket))
        .contents()
        .forEach(object -> plain.deleteObject(one -> one.bucket(bucket).key(object.key())));
    plain.deleteBucket(one -> one.bucket(bucket));
    ours.close();
    plain.close();
    if (kms != null) {
      kms.close();
    }
  }
}
