package org.saddlebag.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.keys.SigningKey;

/** Checks signatures with a certificate alone. */
final class Certificates {

  private final PublicKey key;
  private final String algorithm;

  private Certificates(PublicKey key, String algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  /**
   * Reads a certificate. Whoever names it trusts it: no authority is asked.
   *
   * @throws KeyUnavailable if it is none, or of a key that does not sign receipts
   */
  static Certificates of(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      PublicKey key =
          CertificateFactory.getInstance("X.509").generateCertificate(in).getPublicKey();
      String algorithm = SigningKey.algorithm(key.getAlgorithm());
      if (algorithm == null) {
        throw unusable(pem, "has a key of the kind " + key.getAlgorithm(), null);
      }
      return new Certificates(key, algorithm);
    } catch (IOException e) {
      throw unusable(pem, "can't be read", e);
    } catch (GeneralSecurityException e) {
      throw unusable(pem, "is no certificate", e);
    }
  }

  private static KeyUnavailable unusable(Path pem, String why, Exception e) {
    return new KeyUnavailable(AuditError.CERTIFICATE_UNUSABLE, pem + " " + why, false, e);
  }

  /** Whether the key of the certificate made this signature over the file's bytes. */
  boolean signed(Path file, byte[] signature) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Signature check = Signature.getInstance(algorithm);
      check.initVerify(key);
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        check.update(buffer, 0, n);
      }
      return check.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
