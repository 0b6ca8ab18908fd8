package org.saddlebag.operators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.saddlebag.testing.Installation;

/** The endpoint of a running program, as probes and Prometheus see it. */
final class Management {

  private static final Pattern ADDRESS =
      Pattern.compile("health and metrics: (https?://[^/]+)/observe/health");
  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(\\{[^}]*})? (\\S+)");

  private final URI base;
  private final HttpClient client;

  private Management(URI base, HttpClient client) {
    this.base = base;
    this.client = client;
  }

  /** Waits until the program has said where it is. */
  static Management of(Installation saddlebag) {
    return of(saddlebag, HttpClient.newHttpClient());
  }

  static Management of(Installation saddlebag, HttpClient client) {
    Matcher address =
        Awaitility.await()
            .atMost(java.time.Duration.ofMinutes(1))
            .until(() -> ADDRESS.matcher(saddlebag.log()), Matcher::find);
    return new Management(URI.create(address.group(1)), client);
  }

  URI base() {
    return base;
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  int status(String path) throws IOException, InterruptedException {
    return get(path).statusCode();
  }

  /** Every sample by its name and labels, the labels in order. */
  Map<String, Double> metrics(String... headers) throws IOException, InterruptedException {
    Map<String, Double> samples = new TreeMap<>();
    for (String line : get("/observe/metrics", headers).body().lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        samples.put(sample.group(1) + labels(sample.group(2)), Double.valueOf(sample.group(3)));
      }
    }
    return samples;
  }

  private static String labels(String labelsOrNull) {
    if (labelsOrNull == null) {
      return "";
    }
    String inner = labelsOrNull.substring(1, labelsOrNull.length() - 1);
    return "{" + String.join(",", List.of(inner.split(",")).stream().sorted().toList()) + "}";
  }
}
