package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Large files are stored: by us sealed, by the others sealed or plain.
 *
 * @param clients who does it
 * @param count of files
 * @param bytes of each
 * @param jobs how many at once
 * @param sparse whether the one file has no content of its own, since there would be too much of it
 */
record LargeSeal(List<String> clients, int count, long bytes, int jobs, boolean sparse)
    implements Work.Maker {

  /** Tags and padding. */
  static final long OVERHEAD_BYTES = 64;

  @Override
  public List<Task> tasks(Site site) throws IOException {
    List<Path> files = files(site.data());
    List<Task> tasks = new ArrayList<>();
    for (String client : clients) {
      tasks.add(
          new Task(
              client,
              site::reset,
              () ->
                  client.equals(Clients.SADDLEBAG)
                      ? seal(site, files, Site.BUCKET)
                      : put(site, client, files),
              () -> requireStored(site)));
    }
    return tasks;
  }

  List<Path> files(Data data) throws IOException {
    return sparse ? List.of(data.sparse(bytes)) : data.several(count, bytes);
  }

  Command seal(Site site, List<Path> files, String bucket) {
    List<String> words = new ArrayList<>(List.of("seal"));
    files.forEach(file -> words.add(file.toString()));
    words.addAll(
        List.of("s3://" + bucket + "/sealed/", "--key", "archive", "--jobs", String.valueOf(jobs)));
    return site.ours().command(words.toArray(String[]::new));
  }

  private Command put(Site site, String client, List<Path> files) {
    List<String> pairs = new ArrayList<>();
    files.forEach(file -> pairs.addAll(List.of(file.getFileName().toString(), file.toString())));
    return site.peers().command(client, jobs, "put", Site.BUCKET, pairs);
  }

  private void requireStored(Site site) throws IOException, InterruptedException {
    site.sink().requireObjects(Site.BUCKET, count, count * bytes, count * (bytes + OVERHEAD_BYTES));
  }
}
