package org.saddlebag.local.auth;

import java.util.List;
import java.util.stream.Collectors;
import org.saddlebag.local.wire.Percent;
import org.saddlebag.local.wire.Query;
import org.saddlebag.local.wire.Request;

/**
 * The text of a request that is signed. Source: "Create a signed AWS API request", AWS Signature
 * Version 4 for S3 (paths are encoded once and not normalized).
 */
final class CanonicalRequest {

  private CanonicalRequest() {}

  static String of(Request request, List<String> signedHeaders, String payloadHash) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(Percent.encode(Percent.decode(request.path(), false), true)).append('\n');
    text.append(query(request.query())).append('\n');
    for (String name : signedHeaders) {
      text.append(name).append(':').append(trimmed(request, name)).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n');
    return text.append(payloadHash).toString();
  }

  private static String trimmed(Request request, String name) {
    return request.headers().get(name, "").trim().replaceAll(" +", " ");
  }

  private static String query(Query query) {
    return query.parameters().stream()
        .filter(p -> !p.name().equals("X-Amz-Signature"))
        .map(p -> Percent.encode(p.name(), false) + "=" + Percent.encode(p.value(), false))
        .sorted()
        .collect(Collectors.joining("&"));
  }
}
