package org.saddlebag.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a bucket's things lie on disk. */
record BucketFolder(Path root) {

  Path info() {
    return root.resolve("bucket.json");
  }

  Path data() {
    return root.resolve("data");
  }

  Path uploads() {
    return root.resolve("uploads");
  }

  Path scratch() {
    return root.resolve("scratch");
  }

  private Path meta() {
    return root.resolve("meta");
  }

  Path metaOf(ObjectVersion version) {
    return meta().resolve(Names.ofKey(version.key()) + "-" + version.versionId() + ".json");
  }

  void create() throws IOException {
    for (Path folder : List.of(data(), uploads(), scratch(), meta())) {
      Files.createDirectories(folder);
    }
    Folders.empty(scratch());
  }

  List<ObjectVersion> readVersions(JsonFiles json) throws IOException {
    List<ObjectVersion> versions = new ArrayList<>();
    for (Path file : Folders.list(meta())) {
      versions.add(json.read(file, ObjectVersion.class));
    }
    return versions;
  }
}
