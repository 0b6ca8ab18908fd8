package org.saddlebag.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The multipart uploads of a bucket that are neither completed nor aborted. */
public final class Uploads {

  private final BucketFolder folder;
  private final JsonFiles json;
  private final DataFolder data;
  private final Clock clock;
  private final Map<String, Upload> open = new ConcurrentHashMap<>();

  Uploads(BucketFolder folder, JsonFiles json, DataFolder data, Clock clock) {
    this.folder = folder;
    this.json = json;
    this.data = data;
    this.clock = clock;
  }

  /** Reads what an earlier process left; returns the data that objects and uploads refer to. */
  Set<String> load(Set<String> ofObjects) throws IOException {
    Set<String> roots = new HashSet<>(ofObjects);
    for (Path file : Folders.list(folder.uploads())) {
      UploadInfo info = json.read(file, UploadInfo.class);
      if (roots.add(info.uploadId())) {
        Upload upload = new Upload(info, data, json);
        upload.load();
        open.put(info.uploadId(), upload);
      } else {
        // Completed, and the process ended before the record of the upload was gone.
        Files.delete(file);
      }
    }
    return roots;
  }

  /**
   * Begins an upload.
   *
   * @param draft how; its id and time are filled in here
   * @return the upload
   * @throws IOException when the disk fails
   */
  public Upload begin(UploadInfo draft) throws IOException {
    UploadInfo info =
        new UploadInfo(
            Names.random(),
            draft.key(),
            clock.millis(),
            draft.attributes(),
            draft.tags(),
            draft.algorithm(),
            draft.type(),
            draft.algorithmChosen());
    Upload upload = new Upload(info, data, json);
    json.write(file(info.uploadId()), info);
    open.put(info.uploadId(), upload);
    return upload;
  }

  /**
   * Finds an upload.
   *
   * @param uploadId the id
   * @param key the object key it must be for
   * @return the upload, or null where it is unknown or over
   */
  public Upload find(String uploadId, String key) {
    Upload upload = open.get(uploadId);
    return upload != null && upload.info().key().equals(key) ? upload : null;
  }

  /**
   * All uploads in progress.
   *
   * @return by key, then by age
   */
  public List<UploadInfo> list() {
    return open.values().stream()
        .map(Upload::info)
        .sorted(
            Comparator.comparing(UploadInfo::key, new Utf8Order())
                .thenComparingLong(UploadInfo::initiatedMillis))
        .toList();
  }

  /**
   * Completes an upload.
   *
   * @param upload the upload
   * @param bucket its bucket
   * @param object the object made of its parts
   * @param condition what must hold of the current version
   * @return the stored version
   * @throws IOException when the disk fails
   * @throws StoreConflict when the condition does not hold, or the upload is over
   */
  public ObjectVersion complete(Upload upload, Bucket bucket, NewObject object, Condition condition)
      throws IOException {
    ObjectVersion version = upload.complete(bucket, object, condition);
    forget(upload);
    return version;
  }

  /**
   * Ends an upload and deletes its parts.
   *
   * @param upload the upload
   * @throws IOException when the disk fails
   */
  public void abort(Upload upload) throws IOException {
    upload.abort();
    forget(upload);
  }

  private void forget(Upload upload) throws IOException {
    open.remove(upload.info().uploadId());
    Files.deleteIfExists(file(upload.info().uploadId()));
  }

  private Path file(String uploadId) {
    return folder.uploads().resolve(uploadId + ".json");
  }
}
