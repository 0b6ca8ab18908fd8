package org.saddlebag.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store with a bucket of its own, and a plain client to look behind its back.
 *
 * @param store what is tested
 * @param raw the SDK's client, same user
 * @param settings what the store was made from
 * @param credentials the user's
 * @param bucket an empty bucket, or one that holds only this test's objects
 * @param kmsKeyId a key that SSE-KMS knows
 */
record StoreUnderTest(
    ObjectStore store,
    S3Client raw,
    StoreSettings settings,
    AwsCredentialsProvider credentials,
    String bucket,
    String kmsKeyId)
    implements AutoCloseable {

  static final int PART = 5 << 20;

  static StoreUnderTest of(
      StoreSettings settings, AwsCredentialsProvider credentials, String bucket, String kmsKeyId) {
    S3Client raw = S3Clients.create(settings, credentials);
    return new StoreUnderTest(
        AwsObjectStore.open(settings, credentials), raw, settings, credentials, bucket, kmsKeyId);
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  ObjectAddress at(String key) {
    return new ObjectAddress(bucket, key);
  }

  StoredObject put(String key, byte[] content, PutOptions options) {
    return store.put(
        at(key), new ByteArrayInputStream(content), content.length, options, UploadListener.NONE);
  }

  StoredObject put(String key, byte[] content) {
    return put(key, content, PutOptions.of(Map.of()));
  }

  byte[] get(String key) {
    return get(key, null);
  }

  byte[] get(String key, CustomerKey customerKey) {
    return read(store.get(at(key), customerKey));
  }

  static byte[] read(ObjectBody body) {
    try (InputStream in = body) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long uploadsOf(String key) {
    return raw.listMultipartUploads(list -> list.bucket(bucket).prefix(key)).uploads().size();
  }

  boolean holds(String key) {
    return store.list(bucket, key).anyMatch(object -> object.address().key().equals(key));
  }

  @Override
  public void close() {
    store.close();
    raw.close();
  }
}
