package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.saddlebag.testing.TestBroker;

/**
 * The messages of a queue are stored, one object each: by the flow {@code jms-to-s3} in one process
 * and in two, and by a plain Camel route that encrypts nothing and keeps no books.
 *
 * @param clients who does it
 * @param count of messages
 * @param consumers at once, in each process
 */
record QueueSeal(List<String> clients, int count, int consumers) implements Work.Maker {

  @Override
  public List<Task> tasks(Site site) throws IOException {
    FullQueue broker = new FullQueue(site.place().ram().resolve("broker"));
    List<Saddlebag> workers = new ArrayList<>();
    for (String name : List.of("first", "second")) {
      workers.add(worker(site, broker, site.place().disk().resolve(name)));
    }
    return Stream.of(
            task(site, broker, Clients.SADDLEBAG_FLOW, () -> run(workers.subList(0, 1), workers)),
            task(site, broker, Clients.SADDLEBAG_TWO, () -> run(workers, workers)),
            task(site, broker, Clients.PLAIN_CAMEL, () -> plain(site, broker)))
        .filter(task -> clients.contains(task.client()))
        .toList();
  }

  private Task task(Site site, FullQueue broker, String client, Supplier<Command> command) {
    return new Task(
        client,
        () -> {
          site.reset();
          broker.fill(count, Sizes.SMALL_FILE_BYTES);
        },
        command,
        () -> {
          broker.close();
          long bytes = (long) count * Sizes.SMALL_FILE_BYTES;
          site.sink()
              .requireObjects(Site.BUCKET, count, bytes, bytes + count * LargeSeal.OVERHEAD_BYTES);
        });
  }

  private Saddlebag worker(Site site, FullQueue broker, Path folder) throws IOException {
    Saddlebag worker =
        Saddlebag.in(
            folder,
            site.sink().endpoint(),
            List.of(
                "saddlebag.brokers.bench.uri=" + broker.uri(),
                "saddlebag.brokers.bench.user=" + TestBroker.USER,
                "saddlebag.brokers.bench.password=env:BROKER_PASSWORD"));
    worker.flow(
        "jms-to-s3",
        Map.of(
            "broker",
            "bench",
            "queue",
            TestBroker.QUEUE,
            "bucket",
            Site.BUCKET,
            "key",
            "archive",
            "parallel",
            String.valueOf(consumers)));
    return worker;
  }

  private static Command run(List<Saddlebag> some, List<Saddlebag> all) {
    all.forEach(Saddlebag::forget);
    StringBuilder line = new StringBuilder();
    for (Saddlebag each : some) {
      List<String> words = each.command("run", "--once").words();
      line.append("'").append(String.join("' '", words)).append("' & jobs=\"$jobs $!\"; ");
    }
    line.append("for job in $jobs; do wait $job || exit 1; done");
    Map<String, String> environment = new HashMap<>(some.get(0).command("run").environment());
    environment.put("BROKER_PASSWORD", TestBroker.PASSWORD);
    return new Command(List.of("sh", "-c", line.toString()), environment);
  }

  private Command plain(Site site, FullQueue broker) {
    return new Command(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "org.saddlebag.bench.queue.PlainRoute",
            broker.uri(),
            site.sink().endpoint(),
            Site.BUCKET,
            String.valueOf(consumers),
            String.valueOf(count)),
        Store.environment(Map.of()));
  }
}
