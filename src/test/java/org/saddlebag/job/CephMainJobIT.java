package org.saddlebag.job;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.saddlebag.testing.RgwClients;
import org.saddlebag.testing.RgwServer;
import org.saddlebag.testing.RgwServer.User;
import org.saddlebag.testing.Stores;
import software.amazon.awssdk.services.s3.S3Client;

/** The main job on a real Ceph RADOS Gateway, over TLS with a private CA. */
@Tag("servers")
class CephMainJobIT extends MainJob {

  private final RgwServer rgw = RgwServer.running();

  @Override
  List<String> store() {
    return Stores.ceph(rgw, temp);
  }

  @Override
  String newBucket() {
    String bucket = "job-" + UUID.randomUUID();
    try (S3Client s3 = RgwClients.overTls(rgw, User.OWNER)) {
      s3.createBucket(create -> create.bucket(bucket));
    }
    return bucket;
  }
}
