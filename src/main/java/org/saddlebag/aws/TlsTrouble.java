package org.saddlebag.aws;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.saddlebag.aws.ClientTrouble.Kind;

/** What TLS says when it fails. The JDK tells some of it by words alone. */
final class TlsTrouble {

  /** Alerts by which a server refuses the certificate of its client: RFC 8446, section 6.2. */
  private static final Pattern OURS_REFUSED =
      Pattern.compile(
          "received fatal alert: (?:bad_certificate|unsupported_certificate|certificate_revoked"
              + "|certificate_expired|certificate_unknown|unknown_ca|access_denied"
              + "|certificate_required)|"
              + VerdictTls.HUNG_UP);

  /** One alert, one sentence of the JDK for a server that goes on with an old version. */
  private static final Pattern VERSION =
      Pattern.compile("fatal alert: protocol_version|selected protocol version");

  private TlsTrouble() {}

  /** The kind of one link of a chain of causes, or null where it is no trouble of TLS. */
  static Kind kind(Throwable link) {
    String words = String.valueOf(link.getMessage()).toLowerCase(Locale.ROOT);
    if (expired(link)) {
      return Kind.EXPIRED;
    }
    if (link instanceof SSLPeerUnverifiedException
        || (link instanceof CertificateException && words.startsWith("no "))) {
      return Kind.OTHER_HOST;
    }
    if (link instanceof CertPathBuilderException || link instanceof CertPathValidatorException) {
      return Kind.NOT_TRUSTED;
    }
    if (link instanceof CertificateException && link.getCause() == null) {
      return Kind.NOT_TRUSTED;
    }
    return link instanceof SSLException ? byWords(link, words) : null;
  }

  private static boolean expired(Throwable link) {
    return link instanceof CertificateExpiredException
        || (link instanceof CertPathValidatorException path
            && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED);
  }

  private static Kind byWords(Throwable link, String words) {
    if (OURS_REFUSED.matcher(words).find()) {
      return Kind.OURS_REFUSED;
    }
    if (VERSION.matcher(words).find()) {
      return Kind.TLS_TOO_OLD;
    }
    return link instanceof SSLHandshakeException && link.getCause() == null
        ? handshake(words)
        : null;
  }

  /** A peer that hangs up within the handshake may be back soon; an alert stays. */
  private static Kind handshake(String words) {
    return words.contains("terminated") || words.contains("reset")
        ? Kind.UNREACHABLE
        : Kind.TLS_FAILED;
  }
}
