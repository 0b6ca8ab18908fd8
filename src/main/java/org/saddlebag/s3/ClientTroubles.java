package org.saddlebag.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkInterruptedException;

/** Troubles before the store could answer: no connection, no trust, no credentials. */
final class ClientTroubles {

  private ClientTroubles() {}

  static SaddlebagException translate(String doing, SdkException e) {
    List<Throwable> chain = chain(e);
    StoreError code = code(chain);
    return code.failure("could not " + doing + ": " + words(code, chain), e);
  }

  private static StoreError code(List<Throwable> chain) {
    for (Throwable link : chain) {
      StoreError code = code(link);
      if (code != null) {
        return code;
      }
    }
    boolean network = chain.stream().anyMatch(IOException.class::isInstance);
    return network ? StoreError.UNREACHABLE : byWords(chain.get(0));
  }

  private static StoreError code(Throwable link) {
    if (link instanceof AbortedException || link instanceof SdkInterruptedException) {
      return StoreError.INTERRUPTED;
    }
    if (link instanceof UnknownHostException) {
      return StoreError.HOST_UNKNOWN;
    }
    if (link instanceof CertPathBuilderException
        || link instanceof CertificateException
        || link instanceof SSLPeerUnverifiedException) {
      return StoreError.TLS_NOT_TRUSTED;
    }
    if (link instanceof SSLHandshakeException && deepest(link) == link) {
      return handshake(link);
    }
    return timedOut(link) ? StoreError.TIMED_OUT : null;
  }

  /** A peer that hangs up within the handshake may be back soon; an alert stays. */
  private static StoreError handshake(Throwable link) {
    String words = String.valueOf(link.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("terminated") || words.contains("reset")
        ? StoreError.UNREACHABLE
        : StoreError.TLS_FAILED;
  }

  private static boolean timedOut(Throwable link) {
    return link instanceof SocketTimeoutException
        || link instanceof ApiCallAttemptTimeoutException
        || link instanceof ApiCallTimeoutException
        || link instanceof InterruptedIOException;
  }

  /** The SDK has no type of its own for missing credentials or regions. */
  private static StoreError byWords(Throwable top) {
    String words = String.valueOf(top.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("credentials")) {
      return StoreError.NO_CREDENTIALS;
    }
    return words.contains("region") ? StoreError.WRONG_REGION : StoreError.STORE_FAILED;
  }

  private static String words(StoreError code, List<Throwable> chain) {
    Throwable said = code == StoreError.NO_CREDENTIALS ? chain.get(0) : chain.get(chain.size() - 1);
    String message = String.valueOf(said.getMessage()).strip().replaceAll("\\s+", " ");
    return said.getClass().getSimpleName() + ": " + message;
  }

  private static Throwable deepest(Throwable link) {
    List<Throwable> chain = chain(link);
    return chain.get(chain.size() - 1);
  }

  private static List<Throwable> chain(Throwable top) {
    List<Throwable> links = new ArrayList<>();
    for (Throwable t = top; t != null && !links.contains(t); t = t.getCause()) {
      links.add(t);
    }
    return links;
  }
}
