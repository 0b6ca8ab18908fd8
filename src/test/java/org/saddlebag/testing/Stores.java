package org.saddlebag.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.local.LocalS3;
import org.saddlebag.testing.RgwServer.User;

/** Settings that name a store under test. */
public final class Stores {

  private Stores() {}

  /**
   * The embedded S3.
   *
   * @param s3 running
   * @param secrets a folder for the secret key
   * @return lines of settings
   */
  public static List<String> local(LocalS3 s3, Path secrets) {
    return settings(
        s3.endpoint().toString(), "us-east-1", s3.accessKey(), s3.secretKey(), secrets, "aws");
  }

  /**
   * The embedded S3 and KMS, with the KMS key {@code alias/orders} as master key {@code orders}.
   *
   * @param cloud running
   * @param secrets a folder for the secret keys
   * @return lines of settings
   */
  public static List<String> local(LocalCloud cloud, Path secrets) {
    cloud.kms().ensureKey("alias/orders");
    List<String> settings = local(cloud.s3(), secrets);
    settings.add("saddlebag.keys.orders.uri=kms:alias/orders");
    settings.add("camel.component.aws2-kms.region=us-east-1");
    settings.add("camel.component.aws2-kms.uriEndpointOverride=" + cloud.kms().endpoint());
    settings.add("camel.component.aws2-kms.accessKey=" + cloud.kms().accessKey());
    settings.add(
        "camel.component.aws2-kms.secretKey=file:"
            + secret(secrets.resolve("kms-secret"), cloud.kms().secretKey()));
    return settings;
  }

  /**
   * A Ceph RADOS Gateway.
   *
   * @param rgw running
   * @param secrets a folder for the secret key
   * @return lines of settings
   */
  public static List<String> ceph(RgwServer rgw, Path secrets) {
    return ceph(rgw, User.OWNER, secrets);
  }

  /**
   * A Ceph RADOS Gateway, as one of its users.
   *
   * @param rgw running
   * @param user who signs
   * @param secrets a folder for the secret key
   * @return lines of settings
   */
  public static List<String> ceph(RgwServer rgw, User user, Path secrets) {
    List<String> settings =
        settings(
            rgw.tlsEndpoint().toString(),
            rgw.region(),
            rgw.credentials(user).accessKeyId(),
            rgw.credentials(user).secretAccessKey(),
            secrets,
            "ceph");
    settings.add("saddlebag.s3.ca-bundle=" + rgw.caFile());
    return settings;
  }

  private static List<String> settings(
      String endpoint, String region, String access, String secret, Path secrets, String profile) {
    Path file = secret(secrets.resolve("store-secret"), secret);
    return new ArrayList<>(
        List.of(
            "saddlebag.s3.profile=" + profile,
            "camel.component.aws2-s3.region=" + region,
            "camel.component.aws2-s3.uriEndpointOverride=" + endpoint,
            "camel.component.aws2-s3.forcePathStyle=true",
            "camel.component.aws2-s3.accessKey=" + access,
            "camel.component.aws2-s3.secretKey=file:" + file));
  }

  private static Path secret(Path file, String secret) {
    try {
      return Files.writeString(file, secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
