package org.saddlebag.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** All buckets under one folder. */
public final class Buckets {

  private final Path root;
  private final Clock clock;
  private final Map<String, Bucket> buckets = new ConcurrentSkipListMap<>();

  /**
   * Opens the folder and reads what is there.
   *
   * @param root the folder, made where it is missing
   * @param clock for times of objects
   * @throws IOException when the disk fails or the state is damaged
   */
  public Buckets(Path root, Clock clock) throws IOException {
    this.root = Files.createDirectories(root);
    this.clock = clock;
    for (Path folder : Folders.list(root)) {
      if (Files.exists(folder.resolve("bucket.json"))) {
        open(folder, null);
      } else {
        // A bucket that was being made or removed when the process ended.
        Folders.delete(folder);
      }
    }
  }

  private void open(Path folder, BucketInfo info) throws IOException {
    Bucket bucket = new Bucket(new BucketFolder(folder), info, clock);
    buckets.put(bucket.info().name(), bucket);
  }

  /**
   * Makes a bucket.
   *
   * @param name a valid name
   * @param documents its first configuration
   * @return false where there is one already
   * @throws IOException when the disk fails
   */
  public synchronized boolean create(String name, Map<String, String> documents)
      throws IOException {
    if (buckets.containsKey(name)) {
      return false;
    }
    open(root.resolve(name), new BucketInfo(name, clock.millis(), Versioning.OFF, documents));
    return true;
  }

  /**
   * Finds a bucket.
   *
   * @param name the name
   * @return the bucket, or null
   */
  public Bucket find(String name) {
    return buckets.get(name);
  }

  /**
   * All buckets.
   *
   * @return by name
   */
  public List<BucketInfo> list() {
    return buckets.values().stream().map(Bucket::info).toList();
  }

  /**
   * Removes an empty bucket.
   *
   * @param bucket the bucket
   * @throws IOException when the disk fails
   * @throws StoreConflict when it is not empty
   */
  public synchronized void remove(Bucket bucket) throws IOException {
    bucket.remove();
    buckets.remove(bucket.info().name());
  }
}
