package org.saddlebag.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The peers' command lines. Their class path has what they need, and no more to search through. */
final class PeerProgram {

  private static final List<String> NOT_THEIRS =
      List.of("/org/apache/camel/", "/org/apache/logging/", "/org/junit/", "/AmazonCorretto");
  private static final String JAVA_OPTIONS = "-Xmx512m";
  private static final String MEMORY_OF_S3EC_GET = "-Xmx4g";

  private final String endpoint;
  private final Path keystore;

  PeerProgram(String endpoint, Path keystore) {
    this.endpoint = endpoint;
    this.keystore = keystore;
  }

  Command command(String client, int threads, String act, String bucket, List<String> what) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add(client.equals("s3ec-get") ? MEMORY_OF_S3EC_GET : JAVA_OPTIONS);
    words.addAll(List.of("-cp", classPath(), "org.saddlebag.bench.peers.Main"));
    words.addAll(List.of(client, endpoint, bucket, String.valueOf(threads), act));
    words.addAll(what);
    return new Command(
        words,
        Store.environment(
            Map.of("BENCH_KEYSTORE", keystore.toString(), "ARCHIVE_PASSWORD", Saddlebag.PASSWORD)));
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(":"))
        .filter(entry -> NOT_THEIRS.stream().noneMatch(entry::contains))
        .filter(entry -> !entry.endsWith("target/classes"))
        .collect(Collectors.joining(":"));
  }
}
