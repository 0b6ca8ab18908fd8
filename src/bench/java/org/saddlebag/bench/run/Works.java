package org.saddlebag.bench.run;

import java.util.List;

/** All that can be measured. */
final class Works {

  private static final int FOUR = 4;
  private static final int SIXTEEN = 16;

  private final Sizes sizes;

  Works(Sizes sizes) {
    this.sizes = sizes;
  }

  /** The names of all. */
  static List<String> names() {
    return new Works(Sizes.FULL).all().stream().map(Work::name).toList();
  }

  /** The named ones in their order; where none is named, the usual ones. */
  List<Work> chosen(List<String> names) {
    List<String> wanted = names.isEmpty() ? sizes.usual() : names;
    return all().stream().filter(work -> wanted.isEmpty() || wanted.contains(work.name())).toList();
  }

  private List<Work> all() {
    long large = sizes.largeBytes();
    return List.of(
        large("seal-1g", 1, 1, large, seal(Clients.PUT, 1, large, 1)),
        large("open-1g", 1, 2, large, open(Clients.GET, 1, large, 1, false)),
        large("open-1g-disk", 1, 2, large, open(Clients.GET, 1, large, 1, true)),
        large("seal-4x1g", FOUR, FOUR, large, seal(Clients.FASTEST, FOUR, large, 1)),
        large("open-4x1g", FOUR, FOUR + 1, large, open(Clients.FASTEST, FOUR, large, 1, false)),
        small("small-seal", sizes.small(), new SmallSeal(Clients.SMALL, sizes.small(), SIXTEEN)),
        small(
            "small-open",
            sizes.small(),
            new SmallOpen(new SmallSeal(Clients.SMALL, sizes.small(), SIXTEEN))),
        small("small-seal-100k", sizes.many(), new SmallSeal(Clients.MANY, sizes.many(), SIXTEEN)),
        small("queue-seal", sizes.small(), new QueueSeal(Clients.QUEUE, sizes.small(), SIXTEEN)),
        small("queue-seal-1k", sizes.few(), new QueueSeal(Clients.FLOW, sizes.few(), SIXTEEN)),
        small("queue-seal-100k", sizes.many(), new QueueSeal(Clients.FLOW, sizes.many(), SIXTEEN)),
        large("huge", 1, 1, sizes.hugeBytes(), huge()),
        large("huge-open", 1, 1, sizes.hugeBytes(), new LargeOpen(huge(), true)),
        sixteen("sixteen", seal(Clients.OURS, SIXTEEN, sizes.sixteenBytes(), SIXTEEN)),
        sixteen("sixteen-open", open(Clients.OURS, SIXTEEN, sizes.sixteenBytes(), SIXTEEN, false)));
  }

  private LargeSeal huge() {
    return new LargeSeal(Clients.OURS, 1, sizes.hugeBytes(), 1, true);
  }

  private Work sixteen(String name, Work.Maker maker) {
    return large(name, SIXTEEN, SIXTEEN, sizes.sixteenBytes(), maker);
  }

  private static LargeSeal seal(List<String> clients, int count, long bytes, int jobs) {
    return new LargeSeal(clients, count, bytes, jobs, false);
  }

  private static LargeOpen open(
      List<String> clients, int count, long bytes, int jobs, boolean onDisk) {
    return new LargeOpen(seal(clients, count, bytes, jobs), onDisk);
  }

  private static Work large(String name, int files, int stored, long bytes, Work.Maker maker) {
    return new Work(name, files, files * bytes, stored * (bytes + (bytes >> 6)), false, maker);
  }

  private static Work small(String name, int files, Work.Maker maker) {
    boolean latencyCounts = !name.endsWith("k");
    return new Work(name, files, (long) files * Sizes.SMALL_FILE_BYTES, 0, latencyCounts, maker);
  }
}
