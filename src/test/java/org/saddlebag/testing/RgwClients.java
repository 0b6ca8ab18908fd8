package org.saddlebag.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.saddlebag.testing.RgwServer.User;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The AWS SDK's own client against an {@link RgwServer}, for making buckets and for comparing. */
public final class RgwClients {

  private RgwClients() {}

  /**
   * A client that trusts the server's private authority and nobody else.
   *
   * @param server the server
   * @param user who signs
   * @return a client over TLS; the caller closes it
   */
  public static S3Client overTls(RgwServer server, User user) {
    TrustManager[] trust = trustManagers(server);
    return builder(server, user)
        .endpointOverride(server.tlsEndpoint())
        .httpClientBuilder(Apache5HttpClient.builder().tlsTrustManagersProvider(() -> trust))
        .build();
  }

  /**
   * What every client of the server needs, still without endpoint and http client.
   *
   * @param server the server
   * @param user who signs
   * @return path style, checksums only where an operation requires them
   */
  public static S3ClientBuilder builder(RgwServer server, User user) {
    return S3Client.builder()
        .region(Region.of(server.region()))
        .credentialsProvider(StaticCredentialsProvider.create(server.credentials(user)))
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
  }

  /**
   * Trust in the server's private authority alone.
   *
   * @param server the server
   * @return trust managers for any TLS client
   */
  public static TrustManager[] trustManagers(RgwServer server) {
    try (InputStream pem = Files.newInputStream(server.caFile())) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + server.caFile(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot trust " + server.caFile(), e);
    }
  }
}
