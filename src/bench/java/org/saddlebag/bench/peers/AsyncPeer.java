package org.saddlebag.bench.peers;

import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** A bare asynchronous client. */
record AsyncPeer(S3AsyncClient s3) implements Peer {

  @Override
  public void put(String bucket, String key, Path file) {
    s3.putObject(put -> put.bucket(bucket).key(key), file).join();
  }

  @Override
  public void get(String bucket, String key, Path file) {
    s3.getObject(get -> get.bucket(bucket).key(key), file).join();
  }

  @Override
  public void close() {
    s3.close();
  }
}
