package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Large objects are fetched into files, all of them under their own names in one directory.
 *
 * @param stored how they came into the store, and how many there are at once
 * @param onDisk whether the files appear on a real disk
 */
record LargeOpen(LargeSeal stored, boolean onDisk) implements Work.Maker {

  private static final String SOURCE = "source";
  private static final String PLAIN = "plain";

  @Override
  public List<Task> tasks(Site site) throws Exception {
    List<Path> files = stored.files(site.data());
    site.watch().require(stored.seal(site, files, SOURCE));
    if (!stored.clients().equals(Clients.OURS)) {
      List<String> one = List.of(PLAIN, files.get(0).toString());
      site.watch().require(site.peers().command(Clients.SDK_SYNC, 1, "put", SOURCE, one));
    }
    Path directory = site.opened(onDisk);
    List<Task> tasks = new ArrayList<>();
    for (String client : stored.clients()) {
      tasks.add(
          new Task(
              client,
              () -> prepare(site, directory),
              () -> open(site, client, files, directory),
              () -> requireOpened(files, directory)));
    }
    return tasks;
  }

  private static void prepare(Site site, Path directory) throws IOException {
    site.ours().forget();
    Trees.fresh(directory);
  }

  private Command open(Site site, String client, List<Path> files, Path directory) {
    String jobs = String.valueOf(stored.jobs());
    if (client.equals(Clients.SADDLEBAG)) {
      String place = "s3://" + SOURCE + "/sealed/";
      return site.ours().command("open", place, directory.toString(), "--jobs", jobs);
    }
    List<String> pairs = new ArrayList<>();
    for (Path file : files) {
      Path name = file.getFileName();
      // The plain object serves under every name: what is read is the same, and the store is
      // spared.
      pairs.add(Clients.opens(client) ? "sealed/" + name : PLAIN);
      pairs.add(directory.resolve(name).toString());
    }
    return site.peers().command(client, stored.jobs(), "get", SOURCE, pairs);
  }

  private static void requireOpened(List<Path> files, Path directory) throws IOException {
    for (Path file : files) {
      Path copy = directory.resolve(file.getFileName());
      Trees.requireSameFile(file, copy);
      Files.delete(copy);
    }
  }
}
