package org.saddlebag.testing;

import java.io.IOException;
import java.io.Reader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * A running Ceph RADOS Gateway, as {@code src/test/servers/rgw up STATE} leaves it. It judges what
 * an embedded store cannot be trusted with: signatures, SSE-C, the existence of KMS keys, policies.
 *
 * <p>It answers the SDK's default puts over plain http with 400, so clients want {@code
 * requestChecksumCalculation(WHEN_REQUIRED)}, and path style.
 *
 * @param endpoint plain http, on loopback
 * @param tlsEndpoint https with a certificate of the authority in {@code caFile}
 * @param caFile the private authority's certificate, PEM; no default trust store knows it
 * @param region the region to sign for
 * @param users every user's name and access key
 * @param kmsKeyId a key that SSE-KMS knows
 * @param otherKmsKeyId a second one, different
 */
public record RgwServer(
    URI endpoint,
    URI tlsEndpoint,
    Path caFile,
    String region,
    Map<User, Account> users,
    String kmsKeyId,
    String otherKmsKeyId) {

  /** The environment variable that names the server's env file. */
  static final String ENV_VARIABLE = "SADDLEBAG_RGW_ENV";

  private static final int PATIENCE_MILLIS = 10_000;

  /** Who can sign a request. All four are alike; buckets and policies make the difference. */
  public enum User {
    /** Meant to make the buckets. */
    OWNER,
    /** Meant to be allowed puts by a policy. */
    WRITER,
    /** Meant to be allowed gets by a policy. */
    READER,
    /** Meant to be allowed nothing. */
    OTHER
  }

  /**
   * A user's names.
   *
   * @param arn the principal in a bucket policy
   * @param credentials the access key
   */
  public record Account(String arn, AwsBasicCredentials credentials) {}

  /**
   * The server that the environment names.
   *
   * @return a server that answered just now
   * @throws AssertionError if none is named or it does not answer; says how to start one
   */
  public static RgwServer running() {
    return named(System.getenv(ENV_VARIABLE));
  }

  /**
   * The server of an env file.
   *
   * @param envFile the file's path, or null where none is known
   * @return a server that answered just now
   * @throws AssertionError as {@link #running()}
   */
  static RgwServer named(String envFile) {
    if (envFile == null || envFile.isBlank()) {
      throw missing("the environment variable " + ENV_VARIABLE + " is not set", null);
    }
    RgwServer server = read(Path.of(envFile));
    server.requireAnswer();
    return server;
  }

  /**
   * The access key of a user.
   *
   * @param user whose
   * @return credentials to sign with
   */
  public AwsBasicCredentials credentials(User user) {
    return users.get(user).credentials();
  }

  /**
   * The principal of a user, for bucket policies.
   *
   * @param user whose
   * @return for example {@code arn:aws:iam:::user/writer}
   */
  public String arn(User user) {
    return users.get(user).arn();
  }

  private static RgwServer read(Path envFile) {
    Properties env = new Properties();
    try (Reader reader = Files.newBufferedReader(envFile, StandardCharsets.UTF_8)) {
      env.load(reader);
    } catch (IOException e) {
      throw missing("its env file " + envFile + " cannot be read", e);
    }
    Map<User, Account> users = new EnumMap<>(User.class);
    for (User user : User.values()) {
      users.put(user, account(env, "RGW_" + user.name()));
    }
    return new RgwServer(
        URI.create(value(env, "RGW_ENDPOINT")),
        URI.create(value(env, "RGW_ENDPOINT_TLS")),
        Path.of(value(env, "RGW_CA")),
        value(env, "RGW_REGION"),
        Map.copyOf(users),
        value(env, "RGW_KMS_KEY"),
        value(env, "RGW_KMS_KEY_2"));
  }

  private static Account account(Properties env, String prefix) {
    return new Account(
        value(env, prefix + "_ARN"),
        AwsBasicCredentials.create(
            value(env, prefix + "_ACCESS_KEY"), value(env, prefix + "_SECRET_KEY")));
  }

  private static String value(Properties env, String name) {
    String value = env.getProperty(name);
    if (value == null) {
      throw missing("its env file has no " + name, null);
    }
    return value;
  }

  private void requireAnswer() {
    try {
      var connection = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.getResponseCode();
      connection.disconnect();
    } catch (IOException e) {
      throw missing(endpoint + " does not answer", e);
    }
  }

  private static AssertionError missing(String why, Throwable cause) {
    return new AssertionError(
        "No Ceph RGW to test against: "
            + why
            + ". Start one (Debian 12, root) with \"src/test/servers/rgw up /tmp/rgw\" and set "
            + ENV_VARIABLE
            + "=/tmp/rgw/env.",
        cause);
  }
}
