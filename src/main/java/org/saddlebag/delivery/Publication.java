package org.saddlebag.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that is about to get its final name. The numbers are those of the staged file; a link or
 * rename keeps them, so that the file is known again under its final name.
 *
 * @param object the identity of the object that it came from, with the directory it goes to
 * @param path where it goes, absolute
 * @param file which file it is
 * @param sizeBytes its length
 * @param modified its modification time
 * @param at when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Publication(
    String object, String path, String file, long sizeBytes, Instant modified, Instant at) {

  static Publication of(String object, Path path, FileStamp staged) {
    return new Publication(
        object,
        path.toString(),
        staged.file(),
        staged.sizeBytes(),
        staged.modified(),
        Instant.now());
  }

  /** Whether the file that stands there now is the one that was staged. */
  boolean isAt(FileStamp there) {
    return new FileStamp(file, sizeBytes, modified, null).sameFile(there);
  }
}
