package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.envelope.Opener;
import org.saddlebag.keys.KeyLabel;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.KeystoreKeys;
import org.saddlebag.local.LocalS3;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.Trees;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What killed processes have left in a bucket.
 *
 * @param s3 where it is
 * @param name the bucket's
 * @param keystore with the master key of all objects
 */
record SealedBucket(LocalS3 s3, String name, Path keystore) {

  List<S3Object> objects() {
    try (S3Client client = LocalClients.of(s3)) {
      return client.listObjectsV2Paginator(list -> list.bucket(name)).contents().stream().toList();
    }
  }

  /** Opens every object: the digest of its content by its key. */
  Map<String, String> digests() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    each((key, content) -> digests.put(key, Trees.digest(content)));
    return digests;
  }

  /** Opens every object: its content by its key. */
  Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    each(contents::put);
    return contents;
  }

  /** Opens every object, and hands on its key and content. */
  void each(BiConsumer<String, byte[]> what) throws IOException {
    Keyring keyring =
        new Keyring(
            List.of(
                new KeystoreKeys(keystore, Installation.PASSWORD::clone)
                    .masterKey("archive", new KeyLabel("archive", 1, false))));
    Opener opener = new Opener(keyring, GcmProviders.detect());
    try (S3Client client = LocalClients.of(s3)) {
      for (S3Object object : objects()) {
        ResponseBytes<GetObjectResponse> sealed =
            client.getObjectAsBytes(get -> get.bucket(name).key(object.key()));
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        opener.open(
            opener.unwrap(sealed.response().metadata(), Map.of()),
            new ByteArrayInputStream(sealed.asByteArrayUnsafe()),
            object.size(),
            opened);
        what.accept(object.key(), opened.toByteArray());
      }
    }
  }

  void requireNoUploads() {
    try (S3Client client = LocalClients.of(s3)) {
      assertThat(client.listMultipartUploads(list -> list.bucket(name)).uploads())
          .as("multipart uploads left")
          .isEmpty();
    }
  }
}
