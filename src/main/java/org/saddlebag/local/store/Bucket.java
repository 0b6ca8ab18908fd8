package org.saddlebag.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** A bucket: an index in memory over files on disk. Safe for many threads. */
public final class Bucket {

  private final BucketFolder folder;
  private final JsonFiles json;
  private final Clock clock;
  private final DataFolder data;
  private final Uploads uploads;
  private final ConcurrentSkipListMap<String, Versions> index =
      new ConcurrentSkipListMap<>(new Utf8Order());
  private final ReentrantLock lock = new ReentrantLock();
  private volatile BucketInfo info;
  private boolean removed;
  private long sequence;

  Bucket(BucketFolder folder, BucketInfo info, Clock clock) throws IOException {
    folder.create();
    this.folder = folder;
    this.json = new JsonFiles(folder.scratch());
    this.clock = clock;
    this.info = info == null ? json.read(folder.info(), BucketInfo.class) : info;
    this.data = new DataFolder(folder.data(), folder.scratch());
    this.uploads = new Uploads(folder, json, data, clock);
    load();
  }

  private void load() throws IOException {
    Set<String> roots = new HashSet<>();
    for (ObjectVersion version : folder.readVersions(json)) {
      index.merge(version.key(), new Versions(List.of(version)), (a, b) -> a.with(version));
      sequence = Math.max(sequence, version.sequence());
      if (!version.isDeleteMarker()) {
        roots.add(version.content().root());
      }
    }
    data.sweep(uploads.load(roots));
    json.write(folder.info(), info);
  }

  /**
   * Name, age, versioning and configuration.
   *
   * @return the current values
   */
  public BucketInfo info() {
    return info;
  }

  /**
   * The multipart uploads in progress.
   *
   * @return always the same object
   */
  public Uploads uploads() {
    return uploads;
  }

  /**
   * A place for a body that comes in.
   *
   * @return to be closed by the caller
   */
  public Draft draft() {
    return data.draft();
  }

  /**
   * Switches versioning.
   *
   * @param versioning the new state, not {@link Versioning#OFF}
   * @throws IOException when the disk fails
   */
  public void setVersioning(Versioning versioning) throws IOException {
    change(info.with(versioning));
  }

  /**
   * Keeps a part of the configuration, or forgets it.
   *
   * @param name the sub-resource, for example {@code policy}
   * @param documentOrNull the document as it was put
   * @throws IOException when the disk fails
   */
  public void configure(String name, String documentOrNull) throws IOException {
    lock.lock();
    try {
      Map<String, String> documents = new HashMap<>(info.documents());
      if (documentOrNull == null) {
        documents.remove(name);
      } else {
        documents.put(name, documentOrNull);
      }
      change(info.with(documents));
    } finally {
      lock.unlock();
    }
  }

  private void change(BucketInfo changed) throws IOException {
    json.write(folder.info(), changed);
    info = changed;
  }

  /**
   * Makes an object visible in one step.
   *
   * @param object the object
   * @param condition what must hold of the current version
   * @return the stored version
   * @throws IOException when the disk fails
   * @throws StoreConflict when the condition does not hold
   */
  public ObjectVersion put(NewObject object, Condition condition) throws IOException {
    lock.lock();
    try {
      Versions before = versions(object.key());
      condition.check(before.current());
      ObjectVersion version =
          new ObjectVersion(
              object.key(),
              newVersionId(),
              ++sequence,
              clock.millis(),
              object.content(),
              object.attributes(),
              object.tags(),
              null);
      store(before, version);
      return version;
    } catch (StoreConflict e) {
      discard(object.content());
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** A refused put leaves nothing; the parts of an upload stay, for the next attempt. */
  private void discard(Content content) {
    if (content.uploadId() == null) {
      data.delete(content.root());
    }
  }

  private void store(Versions before, ObjectVersion version) throws IOException {
    if (removed) {
      throw new StoreConflict(StoreConflict.Kind.NO_SUCH_BUCKET);
    }
    ObjectVersion replaced = before.find(version.versionId());
    json.write(folder.metaOf(version), version);
    index.put(version.key(), before.with(version));
    if (replaced != null && !replaced.isDeleteMarker()) {
      data.delete(replaced.content().root());
    }
  }

  private String newVersionId() {
    return info.versioning() == Versioning.ENABLED ? Names.random() : ObjectVersion.NULL_VERSION;
  }

  private Versions versions(String key) {
    return index.getOrDefault(key, Versions.NONE);
  }

  /**
   * Looks an object up.
   *
   * @param key the object key
   * @param versionId the version, or null for the current one
   * @return the version, which may be a delete marker; null where there is none
   */
  public ObjectVersion find(String key, String versionId) {
    Versions versions = versions(key);
    return versionId == null ? versions.current() : versions.find(versionId);
  }

  /**
   * Opens a version that was found.
   *
   * @param version not a delete marker
   * @return the content, or null where it was removed meanwhile: look it up again
   */
  public OpenContent open(ObjectVersion version) {
    return data.pin(version.content().root()) ? new OpenContent(version, data) : null;
  }

  /**
   * The next key in the order of listings.
   *
   * @param key where to start
   * @param inclusive whether the key itself counts
   * @return its versions, newest first; null where there are no more keys
   */
  public List<ObjectVersion> next(String key, boolean inclusive) {
    Map.Entry<String, Versions> entry =
        inclusive ? index.ceilingEntry(key) : index.higherEntry(key);
    return entry == null ? null : entry.getValue().list();
  }

  /**
   * Deletes the current version: for good, or under versioning by a delete marker.
   *
   * @param key the object key
   * @return what was done
   * @throws IOException when the disk fails
   */
  public Deletion delete(String key) throws IOException {
    lock.lock();
    try {
      Versions before = versions(key);
      if (info.versioning() == Versioning.OFF) {
        drop(before, before.current());
        return new Deletion(null, false);
      }
      ObjectVersion marker =
          new ObjectVersion(
              key, newVersionId(), ++sequence, clock.millis(), null, null, Map.of(), null);
      store(before, marker);
      return new Deletion(marker.versionId(), true);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Deletes one version for good.
   *
   * @param key the object key
   * @param versionId the version
   * @return what was done; a version that was not there counts as removed
   * @throws IOException when the disk fails
   */
  public Deletion delete(String key, String versionId) throws IOException {
    lock.lock();
    try {
      Versions before = versions(key);
      ObjectVersion version = before.find(versionId);
      drop(before, version);
      return new Deletion(versionId, version != null && version.isDeleteMarker());
    } finally {
      lock.unlock();
    }
  }

  private void drop(Versions before, ObjectVersion version) throws IOException {
    if (version == null) {
      return;
    }
    Files.deleteIfExists(folder.metaOf(version));
    Versions left = before.without(version.versionId());
    if (left.list().isEmpty()) {
      index.remove(version.key());
    } else {
      index.put(version.key(), left);
    }
    if (!version.isDeleteMarker()) {
      data.delete(version.content().root());
    }
  }

  /**
   * Changes the tags of a version.
   *
   * @param version the version as it was found
   * @param tags the new tag set
   * @throws IOException when the disk fails
   */
  public void tag(ObjectVersion version, Map<String, String> tags) throws IOException {
    change(version, now -> now.withTags(tags));
  }

  /**
   * Notes that a readable copy of a version was asked for.
   *
   * @param version the version as it was found
   * @param copy when it can be read
   * @throws IOException when the disk fails
   */
  public void restore(ObjectVersion version, Restoration copy) throws IOException {
    change(version, now -> now.with(copy));
  }

  private void change(ObjectVersion version, UnaryOperator<ObjectVersion> how) throws IOException {
    lock.lock();
    try {
      Versions before = versions(version.key());
      ObjectVersion now = before.find(version.versionId());
      if (now == null || now.sequence() != version.sequence()) {
        throw new StoreConflict(StoreConflict.Kind.NO_SUCH_KEY);
      }
      ObjectVersion changed = how.apply(now);
      json.write(folder.metaOf(changed), changed);
      index.put(version.key(), before.with(changed));
    } finally {
      lock.unlock();
    }
  }

  /** Removes the bucket with its unfinished uploads; refuses while it holds a version. */
  void remove() throws IOException {
    lock.lock();
    try {
      if (!index.isEmpty()) {
        throw new StoreConflict(StoreConflict.Kind.BUCKET_NOT_EMPTY);
      }
      removed = true;
      Folders.delete(folder.root());
    } finally {
      lock.unlock();
    }
  }
}
