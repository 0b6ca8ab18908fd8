package org.saddlebag.bench.report;

import static org.saddlebag.bench.report.Goal.Direction.AT_LEAST;
import static org.saddlebag.bench.report.Goal.Direction.AT_MOST;
import static org.saddlebag.bench.report.Names.SADDLEBAG;
import static org.saddlebag.bench.report.Names.SADDLEBAG_FLOW;
import static org.saddlebag.bench.report.Value.FILES_PER_SECOND;
import static org.saddlebag.bench.report.Value.PEAK_RSS;
import static org.saddlebag.bench.report.Value.WALL;

import java.util.List;
import java.util.stream.Stream;

/** The figures that Saddlebag wants to reach. */
final class Goals {

  private static final String[] PLAIN = {"sdk-sync", "sdk-crt-http", "tm-java", "tm-crt", "s3-crt"};
  private static final String[] ENCRYPTION_CLIENT = {"s3ec-single", "s3ec-multipart", "s3ec-get"};

  private Goals() {}

  static List<Goal> all() {
    return Stream.of(
            seal(),
            open(),
            memory(),
            small("small-seal", "seal small files"),
            small("small-seal-20ms", "seal small files, 20 ms"),
            small("small-open", "open small files"),
            small("small-open-20ms", "open small files, 20 ms"),
            flows(),
            queues(),
            many())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Goal> seal() {
    String work = "seal-1g";
    return List.of(
        wall("seal 1 GiB / fastest plain put", work, 1.15, PLAIN),
        wall("seal 1 GiB / sync client put", work, 0.80, "sdk-sync"),
        wall("seal 1 GiB / S3 Encryption Client, multipart", work, 0.30, "s3ec-multipart"),
        wall("seal 1 GiB / S3 Encryption Client, single", work, 0.60, "s3ec-single"));
  }

  private static List<Goal> open() {
    String work = "open-1g";
    return List.of(
        wall("open 1 GiB / fastest plain get", work, 1.25, PLAIN),
        wall("open 1 GiB / sync client get", work, 1.00, "sdk-sync"),
        wall("open 1 GiB / S3 Encryption Client get", work, 0.10, "s3ec-get"));
  }

  private static List<Goal> memory() {
    return Stream.of(
            memory("seal one huge object", "huge", "seal-1g"),
            memory("open one huge object", "huge-open", "open-1g"),
            memory("seal sixteen large objects at once", "sixteen", "seal-1g"),
            memory("open sixteen large objects at once", "sixteen-open", "open-1g"))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Goal> memory(String name, String work, String oneGib) {
    Goal.Cell ours = new Goal.Cell(work, SADDLEBAG);
    return List.of(
        new Goal(name, ours, List.of(), PEAK_RSS, AT_MOST, 320),
        new Goal(name + " / 1 GiB", ours, cells(oneGib, SADDLEBAG), PEAK_RSS, AT_MOST, 1.10));
  }

  private static List<Goal> small(String work, String act) {
    String name = act + " / ";
    return List.of(
        rate(name + "plain SDK", work, 0.95, "sdk-sync"),
        rate(name + "S3 Encryption Client", work, 1.3, ENCRYPTION_CLIENT),
        rate(name + "rclone crypt", work, 1.2, "rclone-crypt"));
  }

  private static List<Goal> flows() {
    return Stream.of("small-seal", "small-seal-20ms")
        .map(
            work ->
                new Goal(
                    "flow / own seal" + (work.endsWith("20ms") ? ", 20 ms" : ""),
                    new Goal.Cell(work, SADDLEBAG_FLOW),
                    cells(work, SADDLEBAG),
                    FILES_PER_SECOND,
                    AT_LEAST,
                    0.85))
        .toList();
  }

  private static List<Goal> queues() {
    return Stream.of("queue-seal", "queue-seal-20ms")
        .map(
            work ->
                new Goal(
                    "queue / plain Camel route" + (work.endsWith("20ms") ? ", 20 ms" : ""),
                    new Goal.Cell(work, SADDLEBAG_FLOW),
                    cells(work, "camel-plain"),
                    FILES_PER_SECOND,
                    AT_LEAST,
                    0.90))
        .toList();
  }

  private static List<Goal> many() {
    Goal.Cell ours = new Goal.Cell("small-seal-100k", SADDLEBAG);
    List<Goal.Cell> fewer = cells("small-seal", SADDLEBAG);
    Goal.Cell backlog = new Goal.Cell("queue-seal-100k", SADDLEBAG_FLOW);
    List<Goal.Cell> shorter = cells("queue-seal", SADDLEBAG_FLOW);
    return List.of(
        new Goal("100,000 files / 10,000", ours, fewer, FILES_PER_SECOND, AT_LEAST, 0.90),
        new Goal("100,000 files / 10,000, memory", ours, fewer, PEAK_RSS, AT_MOST, 1.10),
        new Goal("100,000 messages / 10,000", backlog, shorter, FILES_PER_SECOND, AT_LEAST, 0.90),
        new Goal("100,000 messages / 10,000, memory", backlog, shorter, PEAK_RSS, AT_MOST, 1.10));
  }

  private static Goal wall(String name, String work, double bound, String... peers) {
    return new Goal(name, new Goal.Cell(work, SADDLEBAG), cells(work, peers), WALL, AT_MOST, bound);
  }

  private static Goal rate(String name, String work, double bound, String... peers) {
    Goal.Cell ours = new Goal.Cell(work, SADDLEBAG);
    return new Goal(name, ours, cells(work, peers), FILES_PER_SECOND, AT_LEAST, bound);
  }

  private static List<Goal.Cell> cells(String work, String... clients) {
    return Stream.of(clients).map(client -> new Goal.Cell(work, client)).toList();
  }
}
