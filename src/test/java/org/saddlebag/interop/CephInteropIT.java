package org.saddlebag.interop;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.saddlebag.s3.StoreEndpoint;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.s3.StoreSettings;
import org.saddlebag.testing.RgwClients;
import org.saddlebag.testing.RgwServer;
import org.saddlebag.testing.RgwServer.User;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Over Ceph RADOS Gateway and TLS with a private authority; it has no KMS for clients. */
@Tag("servers")
final class CephInteropIT extends InteropContract {

  @Override
  Place open() {
    RgwServer rgw = RgwServer.running();
    AwsBasicCredentials owner = rgw.credentials(User.OWNER);
    PeerAccess access =
        new PeerAccess(
            rgw.tlsEndpoint(),
            null,
            null,
            rgw.region(),
            owner.accessKeyId(),
            owner.secretAccessKey(),
            List.of(RgwClients.trustManagers(rgw)));
    StoreSettings settings =
        StoreSettings.of(StoreProfile.CEPH, StoreEndpoint.at(rgw.tlsEndpoint(), rgw.caFile()));
    return Place.connect(settings, access, "interop-" + UUID.randomUUID());
  }
}
