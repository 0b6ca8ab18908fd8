package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What a file looked like at one instant.
 *
 * @param file which file it is (the inode), or null where the system has no such thing
 * @param sizeBytes its length
 * @param modified when its content was written; writers can set this
 * @param changed when anything of it changed; writers can't set this; null where unknown
 */
record FileStamp(String file, long sizeBytes, Instant modified, Instant changed) {

  /** Looks at a file, through links. */
  static FileStamp of(Path path) throws IOException {
    return look(path);
  }

  /** Looks at a file or at the link that stands there. */
  static FileStamp ofLink(Path path) throws IOException {
    return look(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The same file with the same content, as far as its name, time and size can tell. */
  boolean sameFile(FileStamp other) {
    return Objects.equals(file, other.file)
        && sizeBytes == other.sizeBytes
        && modified.equals(other.modified);
  }

  /** What a description needs beyond size and time; null where the system has no such thing. */
  String identity() {
    return file == null || changed == null ? null : file + "@" + changed;
  }

  private static FileStamp look(Path path, LinkOption... options) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      Map<String, Object> found =
          Files.readAttributes(path, "unix:ino,ctime,size,lastModifiedTime", options);
      return new FileStamp(
          String.valueOf(found.get("ino")),
          (long) found.get("size"),
          ((FileTime) found.get("lastModifiedTime")).toInstant(),
          ((FileTime) found.get("ctime")).toInstant());
    }
    BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, options);
    String key = found.fileKey() == null ? null : found.fileKey().toString();
    return new FileStamp(key, found.size(), found.lastModifiedTime().toInstant(), null);
  }
}
