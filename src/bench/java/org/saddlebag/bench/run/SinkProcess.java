package org.saddlebag.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The loopback S3 in a process of its own, and a look into it. */
final class SinkProcess implements AutoCloseable {

  private static final Pattern SIZE = Pattern.compile("<Size>(\\d+)</Size>");
  private static final Pattern TOKEN =
      Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");
  private static final long MIB = 1 << 20;

  private final Process process;
  private final String endpoint;
  private final HttpClient http = HttpClient.newHttpClient();

  private SinkProcess(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts it with room for so many bytes at hand. */
  static SinkProcess start(Path directory, int latencyMillis, long bytes) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "src/bench/sink",
            "--dir",
            directory.toString(),
            "--latency",
            String.valueOf(latencyMillis),
            "--ready",
            String.valueOf(bytes / MIB));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader out = process.inputReader();
    String endpoint = out.readLine();
    if (endpoint == null) {
      throw new IOException("the sink did not start");
    }
    return new SinkProcess(process, endpoint);
  }

  String endpoint() {
    return endpoint;
  }

  void empty(String bucket) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(URI.create(endpoint + "/" + bucket)).DELETE());
  }

  /** Throws unless a bucket holds so many objects of so many bytes in all, give or take. */
  void requireObjects(String bucket, long count, long least, long most)
      throws IOException, InterruptedException {
    long found = 0;
    long bytes = 0;
    String token = "";
    while (token != null) {
      String page = send(HttpRequest.newBuilder(URI.create(page(bucket, token))));
      for (Matcher sizes = SIZE.matcher(page); sizes.find(); found++) {
        bytes += Long.parseLong(sizes.group(1));
      }
      Matcher next = TOKEN.matcher(page);
      token = next.find() ? next.group(1) : null;
    }
    if (found != count || bytes < least || bytes > most) {
      throw new IOException(
          "the bucket holds %d objects of %d bytes, must be %d of %d to %d"
              .formatted(found, bytes, count, least, most));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private String page(String bucket, String token) {
    String query =
        token.isEmpty()
            ? ""
            : "&continuation-token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    return endpoint + "/" + bucket + "?list-type=2" + query;
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
