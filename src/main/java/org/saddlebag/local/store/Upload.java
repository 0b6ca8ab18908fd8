package org.saddlebag.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A multipart upload in progress. Its parts lie where they stay when it is completed. */
public final class Upload {

  private final UploadInfo info;
  private final DataFolder data;
  private final JsonFiles json;
  private final NavigableMap<Integer, Part> parts = new TreeMap<>();
  private boolean over;

  Upload(UploadInfo info, DataFolder data, JsonFiles json) throws IOException {
    this.info = info;
    this.data = data;
    this.json = json;
    Files.createDirectories(folder());
  }

  private Path folder() {
    return data.resolve(info.uploadId());
  }

  private Path record(int number) {
    return folder().resolve(String.format(Locale.ROOT, "%05d.json", number));
  }

  void load() throws IOException {
    Set<Path> used = new HashSet<>();
    for (Path file : Folders.list(folder())) {
      if (file.toString().endsWith(".json")) {
        Part part = json.read(file, Part.class);
        parts.put(part.number(), part);
        used.add(file);
        used.add(data.resolve(part.file()));
      }
    }
    keepOnly(used);
  }

  /**
   * How it was begun.
   *
   * @return never null
   */
  public UploadInfo info() {
    return info;
  }

  /**
   * The parts so far.
   *
   * @return by number
   */
  public synchronized List<Part> parts() {
    return new ArrayList<>(parts.values());
  }

  /**
   * Adds a part, or replaces one of the same number.
   *
   * @param number 1 to 10,000
   * @param draft the content
   * @param etag without quotes
   * @param checksum Base64, or null
   * @param nowMillis milliseconds since 1970
   * @return the part
   * @throws IOException when the disk fails
   */
  public synchronized Part put(
      int number, Draft draft, String etag, String checksum, long nowMillis) throws IOException {
    checkOpen();
    String name = String.format(Locale.ROOT, "%s/%05d-%s", info.uploadId(), number, Names.random());
    Part part = new Part(number, draft.size(), etag, checksum, draft.keepAs(name), nowMillis);
    json.write(record(number), part);
    Part replaced = parts.put(number, part);
    if (replaced != null) {
      Files.deleteIfExists(data.resolve(replaced.file()));
    }
    return part;
  }

  /**
   * Makes the object visible from some of the parts, in their order.
   *
   * @param bucket where it appears
   * @param object the object, whose segments are these parts
   * @param condition what must hold of the current version
   * @return the stored version
   * @throws IOException when the disk fails
   * @throws StoreConflict when the condition does not hold, or the upload is over
   */
  synchronized ObjectVersion complete(Bucket bucket, NewObject object, Condition condition)
      throws IOException {
    checkOpen();
    ObjectVersion version = bucket.put(object, condition);
    over = true;
    Set<Path> used = new HashSet<>();
    object.content().segments().forEach(s -> used.add(data.resolve(s.file())));
    keepOnly(used);
    return version;
  }

  synchronized void abort() {
    checkOpen();
    over = true;
    data.delete(info.uploadId());
  }

  private void checkOpen() {
    if (over) {
      throw new StoreConflict(StoreConflict.Kind.NO_SUCH_UPLOAD);
    }
  }

  private void keepOnly(Set<Path> used) throws IOException {
    for (Path file : Folders.list(folder())) {
      if (!used.contains(file)) {
        Files.delete(file);
      }
    }
  }
}
