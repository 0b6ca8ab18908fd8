package org.saddlebag.bench.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.saddlebag.bench.report.Measurement;
import org.saddlebag.bench.report.Report;

/** Does the works and reports. */
final class Bench {

  private final Options options;
  private final Place place;
  private final Data data;
  private final Stopwatch watch;
  private final List<Measurement> measurements = new ArrayList<>();

  Bench(Options options, Place place) {
    this.options = options;
    this.place = place;
    this.data = new Data(place.ram());
    this.watch = new Stopwatch(place.disk());
  }

  /** Goes on after a work that can't be prepared, and says so by what it returns. */
  boolean run() throws Exception {
    boolean whole = true;
    for (Work work : options.works()) {
      List<Integer> latencies = options.latencies();
      for (int latency : work.manyRequests() ? latencies : latencies.subList(0, 1)) {
        try {
          run(work, latency);
        } catch (IOException e) {
          System.out.println(work.name() + " could not be prepared: " + e.getMessage());
          whole = false;
        }
        Report.of(measurements).writeTo(options.out());
      }
    }
    Report.of(measurements).print(System.out);
    System.out.println("The report: " + options.out().toAbsolutePath());
    return whole;
  }

  private void run(Work work, int latency) throws Exception {
    String name = latency == 0 ? work.name() : work.name() + "-" + latency + "ms";
    try (Site site = Site.open(place, data, watch, latency, work.storedBytes())) {
      List<Task> tasks =
          work.maker().tasks(site).stream().filter(task -> options.takes(task.client())).toList();
      System.out.printf(Locale.ROOT, "%s, load of the machine %.1f%n", name, load());
      for (int round = 1; round <= options.rounds(); round++) {
        for (Task task : tasks) {
          note(name, round, work, task.client(), once(task));
        }
      }
    }
    Trees.delete(place.ram().resolve("opened"));
  }

  /** Runnable processes, over the last minute; more than one says that others were at work. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private Usage once(Task task) throws Exception {
    task.before().run();
    Usage usage = watch.measure(task.command().get());
    if (!Double.isFinite(usage.wallSeconds())) {
      return usage;
    }
    try {
      task.check().run();
      return usage;
    } catch (IOException e) {
      System.out.println("  " + e.getMessage());
      return Usage.FAILED;
    }
  }

  private void note(String name, int round, Work work, String client, Usage usage) {
    measurements.add(
        new Measurement(
            name,
            client,
            usage.wallSeconds(),
            usage.cpuSeconds(),
            usage.peakRssBytes(),
            work.items(),
            work.bytes()));
    System.out.printf(
        Locale.ROOT,
        "%-18s %d  %-16s %8.2f s wall %8.2f s CPU %6d MiB%n",
        name,
        round,
        client,
        usage.wallSeconds(),
        usage.cpuSeconds(),
        usage.peakRssBytes() >> 20);
  }
}
