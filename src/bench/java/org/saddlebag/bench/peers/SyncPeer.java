package org.saddlebag.bench.peers;

import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A blocking client, the S3 Encryption Client among them: one put, one stream to a file. */
record SyncPeer(S3Client s3) implements Peer {

  @Override
  public void put(String bucket, String key, Path file) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
  }

  @Override
  public void get(String bucket, String key, Path file) {
    s3.getObject(get -> get.bucket(bucket).key(key), file);
  }

  @Override
  public void close() {
    s3.close();
  }
}
