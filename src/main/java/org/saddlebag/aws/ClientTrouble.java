package org.saddlebag.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkInterruptedException;

/**
 * A trouble before a service could answer: no connection, no trust, no credentials.
 *
 * @param kind what it is
 * @param words the exception that says most, on one line
 */
public record ClientTrouble(Kind kind, String words) {

  /** What keeps a client from an answer. */
  public enum Kind {
    /** Somebody asked this work to stop. */
    INTERRUPTED,
    /** No answer in time. */
    TIMED_OUT,
    /** The host name does not resolve. */
    HOST_UNKNOWN,
    /** No connection, or a broken one. */
    UNREACHABLE,
    /** Nobody whom we trust has signed the server's certificate. */
    NOT_TRUSTED,
    /** The server's certificate has expired. */
    EXPIRED,
    /** The server's certificate is for another host. */
    OTHER_HOST,
    /** The server does not take our certificate, or wants one and got none. */
    OURS_REFUSED,
    /** The server speaks no version of TLS that we may. */
    TLS_TOO_OLD,
    /** TLS could not be agreed upon. */
    TLS_FAILED,
    /** No credentials were found. */
    NO_CREDENTIALS,
    /** No Region was found, or not one that can be. */
    NO_REGION,
    /** Anything else. */
    OTHER
  }

  /**
   * Reads what the SDK throws.
   *
   * @param e anything but a service's answer
   * @return the trouble; of the chain of causes the first link that is known decides
   */
  public static ClientTrouble of(SdkException e) {
    List<Throwable> chain = chain(e);
    Kind kind = kind(chain);
    Throwable said = kind == Kind.NO_CREDENTIALS ? e : chain.get(chain.size() - 1);
    return new ClientTrouble(
        kind, said.getClass().getSimpleName() + ": " + onOneLine(said.getMessage()));
  }

  static String onOneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s+", " ");
  }

  private static Kind kind(List<Throwable> chain) {
    for (Throwable link : chain) {
      Kind kind = kind(link);
      if (kind != null) {
        return kind;
      }
    }
    boolean network = chain.stream().anyMatch(IOException.class::isInstance);
    return network ? Kind.UNREACHABLE : byWords(chain.get(0));
  }

  private static Kind kind(Throwable link) {
    if (link instanceof AbortedException || link instanceof SdkInterruptedException) {
      return Kind.INTERRUPTED;
    }
    if (link instanceof UnknownHostException) {
      return Kind.HOST_UNKNOWN;
    }
    Kind tls = TlsTrouble.kind(link);
    if (tls != null) {
      return tls;
    }
    return timedOut(link) ? Kind.TIMED_OUT : null;
  }

  /** A socket's timeout is an interrupted read. */
  private static boolean timedOut(Throwable link) {
    return link instanceof InterruptedIOException
        || link instanceof ApiCallAttemptTimeoutException
        || link instanceof ApiCallTimeoutException;
  }

  /** The SDK has no type of its own for missing credentials or regions. */
  private static Kind byWords(Throwable top) {
    String words = String.valueOf(top.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("credentials")) {
      return Kind.NO_CREDENTIALS;
    }
    return words.contains("region") ? Kind.NO_REGION : Kind.OTHER;
  }

  private static List<Throwable> chain(Throwable top) {
    List<Throwable> links = new ArrayList<>();
    for (Throwable t = top; t != null && !links.contains(t); t = t.getCause()) {
      links.add(t);
    }
    return links;
  }
}
