package org.saddlebag.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate and its key, made by the JDK's keytool.
 *
 * @param keystore PKCS#12 under {@link #PASSWORD}, with the alias {@link #ALIAS}
 * @param pem the certificate, which is its own authority
 */
public record TestCertificate(Path keystore, Path pem) {

  /** Of keystore and entry. */
  public static final String PASSWORD = "correct-horse";

  /** Of the entry. */
  public static final String ALIAS = "mine";

  /**
   * Makes one that is valid today.
   *
   * @param folder where its files go
   * @param name the beginning of the files' names, and its common name
   * @param subject a subject alternative name in keytool's form: {@code ip:...} or {@code dns:...}
   * @return the certificate
   */
  public static TestCertificate valid(Path folder, String name, String subject) {
    return make(folder, name, subject, "PKCS12", "-validity", "2");
  }

  /**
   * Makes one whose days are over.
   *
   * @param folder where its files go
   * @param name see {@link #valid}
   * @param subject see {@link #valid}
   * @return the certificate
   */
  public static TestCertificate expired(Path folder, String name, String subject) {
    return make(folder, name, subject, "PKCS12", "-startdate", "-9d", "-validity", "2");
  }

  /**
   * Makes one that is valid today, in a JKS keystore.
   *
   * @param folder where its files go
   * @param name see {@link #valid}
   * @return the certificate
   */
  public static TestCertificate inJks(Path folder, String name) {
    return make(folder, name, "dns:" + name, "JKS", "-validity", "2");
  }

  private static TestCertificate make(
      Path folder, String name, String subject, String type, String... days) {
    Path keystore = folder.resolve(name + ".keystore");
    List<String> arguments =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-dname", "CN=" + name));
    arguments.addAll(List.of("-ext", "SAN=" + subject, "-storetype", type));
    arguments.addAll(List.of("-keystore", keystore.toString(), "-storepass", PASSWORD));
    arguments.addAll(List.of("-keypass", PASSWORD));
    arguments.addAll(List.of(days));
    try {
      keytool(arguments);
      return new TestCertificate(keystore, writePem(keystore, folder.resolve(name + ".pem")));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate", e);
    }
  }

  private static void keytool(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed: " + command);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static Path writePem(Path keystore, Path pem)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
    X509Certificate certificate = (X509Certificate) store.getCertificate(ALIAS);
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return Files.writeString(
        pem, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  /**
   * The certificate alone.
   *
   * @return of the keystore
   * @throws GeneralSecurityException if the keystore has none
   */
  public Certificate certificate() throws GeneralSecurityException {
    return open().getCertificate(ALIAS);
  }

  /**
   * Opens the keystore.
   *
   * @return with this certificate and its key
   */
  public KeyStore open() {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no keystore", e);
    }
  }
}
