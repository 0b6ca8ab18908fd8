package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A flat directory of small files is stored.
 *
 * @param clients who does it
 * @param count of files
 * @param jobs how many at once
 */
record SmallSeal(List<String> clients, int count, int jobs) implements Work.Maker {

  private static final String PREFIX = "tree/";

  @Override
  public List<Task> tasks(Site site) throws IOException {
    Path tree = site.data().tree(count);
    return clients.stream()
        .map(
            client ->
                new Task(
                    client,
                    () -> prepare(site, client, tree),
                    () -> command(site, client, tree, Site.BUCKET),
                    () -> check(site)))
        .toList();
  }

  private void prepare(Site site, String client, Path tree)
      throws IOException, InterruptedException {
    site.reset();
    if (client.equals(Clients.SADDLEBAG_FLOW)) {
      String inbox = Trees.links(tree, inbox(site)).toString();
      site.ours()
          .flow(
              "directory-to-s3",
              Map.of(
                  "directory",
                  inbox,
                  "bucket",
                  Site.BUCKET,
                  "key",
                  "archive",
                  "parallel",
                  String.valueOf(jobs)));
    }
  }

  Command command(Site site, String client, Path tree, String bucket) {
    return switch (client) {
      case Clients.SADDLEBAG ->
          site.ours()
              .command(
                  "seal",
                  "--recursive",
                  tree + "/.",
                  "s3://" + bucket + "/" + PREFIX,
                  "--key",
                  "archive",
                  "--jobs",
                  String.valueOf(jobs));
      case Clients.SADDLEBAG_FLOW -> site.ours().command("run", "--once");
      case Clients.RCLONE -> site.rclone().copy(bucket, jobs, tree.toString(), "crypt:" + PREFIX);
      default ->
          site.peers().command(client, jobs, "put-tree", bucket, List.of(PREFIX, tree.toString()));
    };
  }

  private void check(Site site) throws IOException, InterruptedException {
    long bytes = (long) count * Sizes.SMALL_FILE_BYTES;
    Trees.delete(inbox(site));
    site.sink().requireObjects(Site.BUCKET, count, bytes, bytes + count * LargeSeal.OVERHEAD_BYTES);
  }

  private static Path inbox(Site site) {
    return site.place().ram().resolve("inbox");
  }
}
