package org.saddlebag.bench.report;

import java.util.List;
import java.util.Map;

/** How works and clients are called in front of people. Unknown ones keep their own names. */
final class Names {

  static final String SADDLEBAG = "saddlebag";
  static final String SADDLEBAG_FLOW = "saddlebag-flow";

  private static final Map<String, String> CLIENTS =
      Map.ofEntries(
          Map.entry(SADDLEBAG, "Saddlebag"),
          Map.entry(SADDLEBAG_FLOW, "Saddlebag, flow"),
          Map.entry("saddlebag-flow-2", "Saddlebag, flow in two processes"),
          Map.entry("camel-plain", "Plain Camel route"),
          Map.entry("sdk-sync", "AWS SDK, sync client"),
          Map.entry("sdk-crt-http", "AWS SDK, sync over CRT HTTP"),
          Map.entry("tm-java", "Transfer manager, Java"),
          Map.entry("tm-crt", "Transfer manager, CRT"),
          Map.entry("s3-crt", "S3 CRT client"),
          Map.entry("s3ec-single", "S3 Encryption Client, single"),
          Map.entry("s3ec-multipart", "S3 Encryption Client, multipart"),
          Map.entry("s3ec-get", "S3 Encryption Client, get"),
          Map.entry("rclone-crypt", "rclone crypt"));

  private static final List<Work> WORKS =
      List.of(
          new Work("seal-1g", "Seal 1 GiB"),
          new Work("open-1g", "Open 1 GiB"),
          new Work("open-1g-disk", "Open 1 GiB to a disk"),
          new Work("seal-4x1g", "Seal 4 × 1 GiB in one process"),
          new Work("open-4x1g", "Open 4 × 1 GiB in one process"),
          new Work("small-seal", "Seal small files"),
          new Work("small-seal-20ms", "Seal small files, 20 ms latency"),
          new Work("small-open", "Open small files"),
          new Work("small-open-20ms", "Open small files, 20 ms latency"),
          new Work("small-seal-100k", "Seal 100,000 small files"),
          new Work("queue-seal", "Seal the messages of a queue"),
          new Work("queue-seal-20ms", "Seal the messages of a queue, 20 ms latency"),
          new Work("queue-seal-1k", "Seal the messages of a queue, 1,000"),
          new Work("queue-seal-100k", "Seal the messages of a queue, 100,000"),
          new Work("huge", "Seal one huge object"),
          new Work("huge-open", "Open one huge object"),
          new Work("sixteen", "Seal sixteen large objects at once"),
          new Work("sixteen-open", "Open sixteen large objects at once"));

  private Names() {}

  static String client(String client) {
    return CLIENTS.getOrDefault(client, client);
  }

  static boolean isOurs(String client) {
    return client.startsWith(SADDLEBAG);
  }

  static String work(String work) {
    int order = workOrder(work);
    return order < WORKS.size() ? WORKS.get(order).title() : work;
  }

  /** Position in the report; unknown works come last. */
  static int workOrder(String work) {
    for (int i = 0; i < WORKS.size(); i++) {
      if (WORKS.get(i).name().equals(work)) {
        return i;
      }
    }
    return WORKS.size();
  }

  private record Work(String name, String title) {}
}
