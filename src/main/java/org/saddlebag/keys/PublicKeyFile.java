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
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.KeyUnavailable;

/**
 * Reads the RSA public key of a host that only seals: a PEM file with an X.509 certificate or a
 * public key (RFC 7468). A certificate is only the key's wrapper here: its dates and issuer are not
 * looked at, because the operator chose this very file.
 */
public final class PublicKeyFile {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private PublicKeyFile() {}

  /**
   * The master key of a file; it seals and refuses to open.
   *
   * @param file PEM; the first block counts
   * @param label what objects under this key will carry
   * @return the key
   * @throws KeyUnavailable if the file is missing, unreadable, or holds anything but a certificate
   *     or public key for RSA of at least 2048 bits
   */
  public static RsaMasterKey masterKey(Path file, KeyLabel label) {
    PublicKey key = read(file);
    if (key instanceof RSAPublicKey rsa && RsaMasterKey.isUsable(rsa)) {
      return RsaMasterKey.publicOnly(label, rsa);
    }
    throw wrongKind(file, KeyKinds.of(key));
  }

  private static PublicKey read(Path file) {
    Matcher pem = PEM.matcher(text(file));
    if (!pem.find()) {
      throw wrongKind(file, "no PEM file");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
      return switch (pem.group(1)) {
        case "CERTIFICATE" ->
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der))
                .getPublicKey();
        case "PUBLIC KEY" ->
            KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
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
