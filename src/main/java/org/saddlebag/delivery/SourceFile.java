package org.saddlebag.delivery;

import java.io.InputStream;
import java.nio.file.Path;

/**
 * A file that is to be delivered, as it was when it was looked at.
 *
 * <p>Losing nothing here means never sealing a mixture of two states: the stream fails before its
 * end is reported when the file grew, shrank, changed or vanished, so that the upload is aborted
 * before it is completed.
 */
public final class SourceFile {

  /**
   * Looks at a file; links are read when they lead to a file inside the directory.
   *
   * @param root the flow's directory
   * @param relative the file's path in it, with {@code /}
   * @return the file
   * @throws org.saddlebag.errors.Refused see {@link #open(Path, String, LinkPolicy)}
   * @throws org.saddlebag.errors.FileUnavailable see {@link #open(Path, String, LinkPolicy)}
   */
  public static SourceFile open(Path root, String relative) {
    return open(root, relative, LinkPolicy.INSIDE);
  }

  /**
   * Looks at a file.
   *
   * @param root the flow's directory
   * @param relative the file's path in it, with {@code /}
   * @param links what to do with symbolic links
   * @return the file
   * @throws org.saddlebag.errors.Refused if the name leads out of the directory, a link is not
   *     allowed, or it is no regular file
   * @throws org.saddlebag.errors.FileUnavailable if it is gone ({@code SOURCE_VANISHED}) or can't
   *     be read
   */
  public static SourceFile open(Path root, String relative, LinkPolicy links) {
    return Unbuilt.yet();
  }

  /**
   * Name, size, time and identity as they were when the file was looked at.
   *
   * @return the description
   */
  public SourceDescription description() {
    return Unbuilt.yet();
  }

  /**
   * The file itself.
   *
   * @return its path under the flow's directory
   */
  public Path path() {
    return Unbuilt.yet();
  }

  /**
   * Opens the content. May be called once per attempt; each stream checks for itself.
   *
   * @return exactly {@code description().sizeBytes()} bytes; reading throws {@code
   *     FileUnavailable(SOURCE_CHANGED)} or {@code (SOURCE_UNREADABLE)}, which can be tried again
   */
  public InputStream stream() {
    return Unbuilt.yet();
  }
}
