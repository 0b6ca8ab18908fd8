package org.saddlebag.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.saddlebag.local.LocalS3;
import org.saddlebag.testing.RgwServer;
import org.saddlebag.testing.RgwServer.User;

/** Settings that name a store under test. */
final class Stores {

  private Stores() {}

  static List<String> local(LocalS3 s3, Path secrets) {
    return settings(
        s3.endpoint().toString(), "us-east-1", s3.accessKey(), s3.secretKey(), secrets, "aws");
  }

  static List<String> ceph(RgwServer rgw, Path secrets) {
    List<String> settings =
        settings(
            rgw.tlsEndpoint().toString(),
            rgw.region(),
            rgw.credentials(User.OWNER).accessKeyId(),
            rgw.credentials(User.OWNER).secretAccessKey(),
            secrets,
            "ceph");
    settings.add("saddlebag.s3.ca-bundle=" + rgw.caFile());
    return settings;
  }

  private static List<String> settings(
      String endpoint, String region, String access, String secret, Path secrets, String profile) {
    Path file = secrets.resolve("store-secret");
    try {
      Files.writeString(file, secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(
        List.of(
            "saddlebag.s3.profile=" + profile,
            "camel.component.aws2-s3.region=" + region,
            "camel.component.aws2-s3.uriEndpointOverride=" + endpoint,
            "camel.component.aws2-s3.forcePathStyle=true",
            "camel.component.aws2-s3.accessKey=" + access,
            "camel.component.aws2-s3.secretKey=file:" + file));
  }
}
