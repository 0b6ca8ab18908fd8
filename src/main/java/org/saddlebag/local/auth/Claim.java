package org.saddlebag.local.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.saddlebag.local.wire.Query;
import org.saddlebag.local.wire.Request;

/**
 * What a request says of its own signature, from the {@code Authorization} header or the presigned
 * query.
 *
 * @param accessKey the access key id
 * @param scope date, Region, service and {@code aws4_request}, joined with slashes
 * @param signedHeaders lower-case names
 * @param signature 64 hex digits
 * @param date the time as sent, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param expiresSeconds how long a presigned request holds; -1 for a header signature
 */
record Claim(
    String accessKey,
    String scope,
    List<String> signedHeaders,
    String signature,
    String date,
    long expiresSeconds) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int SCOPE_PARTS = 4;

  static Claim of(Request request) {
    String authorization = request.headers().get("authorization");
    if (authorization != null) {
      return ofHeader(request, authorization);
    }
    if (request.query().has("X-Amz-Signature")) {
      return ofQuery(request.query());
    }
    throw new AuthFailure(AuthFailure.Kind.ABSENT, "The request is not signed.");
  }

  private static Claim ofHeader(Request request, String authorization) {
    if (!authorization.startsWith(ALGORITHM + " ")) {
      throw malformed("The authorization mechanism you have provided is not supported.");
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).trim(), field.substring(equals + 1).trim());
      }
    }
    return of(
        fields.get("Credential"),
        fields.get("SignedHeaders"),
        fields.get("Signature"),
        request.headers().get("x-amz-date"),
        -1);
  }

  private static Claim ofQuery(Query query) {
    String expires = query.get("X-Amz-Expires", "");
    if (!ALGORITHM.equals(query.get("X-Amz-Algorithm")) || !expires.matches("[0-9]{1,6}")) {
      throw malformed("The presigned query lacks X-Amz-Algorithm or X-Amz-Expires.");
    }
    return of(
        query.get("X-Amz-Credential"),
        query.get("X-Amz-SignedHeaders"),
        query.get("X-Amz-Signature"),
        query.get("X-Amz-Date"),
        Long.parseLong(expires));
  }

  private static Claim of(
      String credential, String signedHeaders, String signature, String date, long expires) {
    if (credential == null || signedHeaders == null || signature == null || date == null) {
      throw malformed("Credential, SignedHeaders, Signature and X-Amz-Date are all required.");
    }
    int slash = credential.indexOf('/');
    if (slash < 1 || credential.split("/", -1).length != SCOPE_PARTS + 1) {
      throw malformed("The Credential must be KEY/DATE/REGION/SERVICE/aws4_request.");
    }
    return new Claim(
        credential.substring(0, slash),
        credential.substring(slash + 1),
        List.of(signedHeaders.split(";", -1)),
        signature,
        date,
        expires);
  }

  boolean presigned() {
    return expiresSeconds >= 0;
  }

  Instant time() {
    try {
      return Instant.from(TIME.parse(date));
    } catch (DateTimeException e) {
      throw malformed("X-Amz-Date must be yyyyMMdd'T'HHmmss'Z', was: " + date);
    }
  }

  String scopePart(int index) {
    return scope.split("/", -1)[index];
  }

  private static AuthFailure malformed(String message) {
    return new AuthFailure(AuthFailure.Kind.MALFORMED, message);
  }
}
