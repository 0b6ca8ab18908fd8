package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Small objects are fetched into a directory.
 *
 * @param stored how they came into the store, and how many there are at once
 */
record SmallOpen(SmallSeal stored) implements Work.Maker {

  private static final String PREFIX = "tree/";

  @Override
  public List<Task> tasks(Site site) throws Exception {
    Path tree = site.data().tree(stored.count());
    for (String client : List.of(Clients.SADDLEBAG, Clients.SDK_SYNC, Clients.RCLONE)) {
      site.watch().require(stored.command(site, client, tree, bucket(client)));
    }
    Path directory = site.opened(false);
    List<Task> tasks = new ArrayList<>();
    for (String client : stored.clients()) {
      tasks.add(
          new Task(
              client,
              () -> prepare(site, client, directory),
              () -> command(site, client, directory),
              () -> check(tree, directory)));
    }
    return tasks;
  }

  private void prepare(Site site, String client, Path directory) throws IOException {
    site.ours().forget();
    Trees.fresh(directory);
    if (client.equals(Clients.SADDLEBAG_FLOW)) {
      site.ours()
          .flow(
              "s3-to-directory",
              Map.of(
                  "bucket", bucket(client),
                  "prefix", PREFIX,
                  "directory", directory.toString(),
                  "parallel", String.valueOf(stored.jobs())));
    }
  }

  private Command command(Site site, String client, Path directory) {
    String bucket = bucket(client);
    String target = directory.toString();
    String jobs = String.valueOf(stored.jobs());
    return switch (client) {
      case Clients.SADDLEBAG ->
          site.ours().command("open", "s3://" + bucket + "/" + PREFIX, target, "--jobs", jobs);
      case Clients.SADDLEBAG_FLOW -> site.ours().command("run", "--once");
      case Clients.RCLONE -> site.rclone().copy(bucket, stored.jobs(), "crypt:" + PREFIX, target);
      default ->
          site.peers().command(client, stored.jobs(), "get-tree", bucket, List.of(PREFIX, target));
    };
  }

  private static void check(Path tree, Path directory) throws IOException {
    Trees.requireSame(tree, directory);
    Trees.delete(directory);
  }

  /** Whose objects a client reads. */
  private static String bucket(String client) {
    if (client.equals(Clients.RCLONE)) {
      return "source-rclone";
    }
    return Clients.opens(client) ? "source-sealed" : "source-plain";
  }
}
