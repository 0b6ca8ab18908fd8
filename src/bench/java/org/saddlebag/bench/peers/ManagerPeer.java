package org.saddlebag.bench.peers;

import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** The transfer manager over one of its two engines. */
final class ManagerPeer implements Peer {

  private final S3AsyncClient s3;
  private final S3TransferManager manager;

  ManagerPeer(S3AsyncClient s3) {
    this.s3 = s3;
    this.manager = S3TransferManager.builder().s3Client(s3).build();
  }

  @Override
  public void put(String bucket, String key, Path file) {
    manager
        .uploadFile(
            upload -> upload.source(file).putObjectRequest(put -> put.bucket(bucket).key(key)))
        .completionFuture()
        .join();
  }

  @Override
  public void get(String bucket, String key, Path file) {
    manager
        .downloadFile(
            download ->
                download.destination(file).getObjectRequest(get -> get.bucket(bucket).key(key)))
        .completionFuture()
        .join();
  }

  @Override
  public void close() {
    manager.close();
    s3.close();
  }
}
