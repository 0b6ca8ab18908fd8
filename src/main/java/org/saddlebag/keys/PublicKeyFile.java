package org.saddlebag.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.KeyUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the RSA public key of a host that only seals: a PEM file with an X.509 certificate or a
 * public key (RFC 7468). Who issued a certificate is not looked at, because the operator chose this
 * very file; its dates are, before each sealing, unless the operator says otherwise.
 */
public final class PublicKeyFile {

  private static final Logger LOG = LoggerFactory.getLogger(PublicKeyFile.class);

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private static final Pattern PRIVATE =
      Pattern.compile("-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----");

  private PublicKeyFile() {}

  /**
   * The master key of a file; it seals and refuses to open.
   *
   * @param file PEM; the first block counts
   * @param label what objects under this key will carry
   * @param ignoreExpiry whether a certificate may be out of its dates
   * @return the key
   * @throws KeyUnavailable if the file is missing, unreadable, holds a private key, or anything but
   *     a certificate or public key for RSA of at least 2048 bits
   */
  public static RsaMasterKey masterKey(Path file, KeyLabel label, boolean ignoreExpiry) {
    Found found = read(file);
    if (found.key() instanceof RSAPublicKey rsa && RsaMasterKey.isUsable(rsa)) {
      CertificateDates dates = ignoreExpiry ? CertificateDates.NONE : found.dates();
      dates.warning(label.name(), Instant.now()).ifPresent(LOG::warn);
      return RsaMasterKey.publicOnly(label, rsa, dates);
    }
    throw wrongKind(file, KeyKinds.of(found.key()));
  }

  private record Found(PublicKey key, CertificateDates dates) {

    static Found certificate(byte[] der) throws GeneralSecurityException {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      return new Found(certificate.getPublicKey(), CertificateDates.of(certificate));
    }

    static Found publicKey(byte[] der) throws GeneralSecurityException {
      PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      return new Found(key, CertificateDates.NONE);
    }
  }

  private static Found read(Path file) {
    String text = text(file);
    if (PRIVATE.matcher(text).find()) {
      throw new KeyUnavailable(
          KeyError.PRIVATE_KEY_IN_FILE,
          "%s holds a private key, must be the certificate or public key alone".formatted(file));
    }
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw wrongKind(file, "no PEM file");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
      return switch (pem.group(1)) {
        case "CERTIFICATE" -> Found.certificate(der);
        case "PUBLIC KEY" -> Found.publicKey(der);
        default -> throw wrongKind(file, "a PEM file of " + pem.group(1));
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw wrongKind(file, "a PEM file without an RSA key that can be read");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read" : "does not exist";
      throw new KeyUnavailable(KeyError.FILE_UNREADABLE, "public key %s %s".formatted(file, why));
    }
  }

  private static KeyUnavailable wrongKind(Path file, String was) {
    return new KeyUnavailable(
        KeyError.WRONG_KEY_KIND,
        "%s is %s, must be the certificate or public key of an RSA key of at least %d bits"
            .formatted(file, was, RsaMasterKey.MIN_KEY_LENGTH_BITS));
  }
}
