package org.saddlebag.keys.kms;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.saddlebag.errors.ErrorCode;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkInterruptedException;

/** Troubles before KMS could answer: no connection, no trust, no credentials. */
final class ClientTroubles {

  private ClientTroubles() {}

  /** The first link of the chain of causes that we know decides. */
  static ErrorCode code(Throwable top) {
    for (Throwable link : chain(top)) {
      ErrorCode code = ofLink(link);
      if (code != null) {
        return code;
      }
    }
    // The SDK has no type of its own for missing credentials.
    String words = String.valueOf(top.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("credentials") ? KmsError.KMS_CREDENTIALS : KmsError.KMS_REFUSED;
  }

  static String words(Throwable top) {
    List<Throwable> chain = chain(top);
    Throwable said = code(top) == KmsError.KMS_CREDENTIALS ? top : chain.get(chain.size() - 1);
    String message = String.valueOf(said.getMessage()).strip().replaceAll("\\s+", " ");
    return said.getClass().getSimpleName() + ": " + message;
  }

  private static ErrorCode ofLink(Throwable link) {
    if (link instanceof AbortedException || link instanceof SdkInterruptedException) {
      return KmsError.KMS_INTERRUPTED;
    }
    if (link instanceof ApiCallTimeoutException
        || link instanceof ApiCallAttemptTimeoutException
        || link instanceof InterruptedIOException) {
      return KmsError.KMS_UNREACHABLE;
    }
    if (link instanceof UnknownHostException) {
      return KmsError.KMS_HOST_UNKNOWN;
    }
    if (link instanceof SSLException) {
      return ofTls(link);
    }
    return link instanceof IOException ? KmsError.KMS_UNREACHABLE : null;
  }

  /** A peer that hangs up within the handshake may be back soon; a bad certificate stays bad. */
  private static ErrorCode ofTls(Throwable link) {
    boolean hungUp =
        chain(link).stream()
            .anyMatch(e -> e instanceof EOFException || e instanceof SocketException);
    return hungUp ? KmsError.KMS_UNREACHABLE : KmsError.KMS_NOT_TRUSTED;
  }

  private static List<Throwable> chain(Throwable top) {
    List<Throwable> links = new ArrayList<>();
    for (Throwable t = top; t != null && !links.contains(t); t = t.getCause()) {
      links.add(t);
    }
    return links;
  }
}
