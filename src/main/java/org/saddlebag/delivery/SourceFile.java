package org.saddlebag.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/**
 * A file that is to be delivered, as it was when it was looked at.
 *
 * <p>Losing nothing here means never sealing a mixture of two states: the stream fails before its
 * end is reported when the file grew, shrank, changed or vanished, so that the upload is aborted
 * before it is completed.
 */
public final class SourceFile implements DeliverySource {

  private final Path path;
  private final String name;
  private final FileStamp stamp;
  private final FileStamp entry;

  private SourceFile(Path path, String name, FileStamp stamp, FileStamp entry) {
    this.path = path;
    this.name = name;
    this.stamp = stamp;
    this.entry = entry;
  }

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
    Path path = RelativeNames.source(root, relative);
    try {
      requireAllowed(root, path, links);
      if (!Files.isRegularFile(path)) {
        Files.readAttributes(path, "size");
        throw new Refused(DeliveryError.NOT_A_FILE, path + " is not a regular file");
      }
      return new SourceFile(path, relative, FileStamp.of(path), FileStamp.ofLink(path));
    } catch (NoSuchFileException e) {
      throw missing(path, relative, e);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /**
   * Name, size, time and identity as they were when the file was looked at.
   *
   * @return the description
   */
  @Override
  public SourceDescription description() {
    return new SourceDescription(name, stamp.sizeBytes(), stamp.modified(), stamp.identity());
  }

  /**
   * The file itself.
   *
   * @return its path under the flow's directory
   */
  public Path path() {
    return path;
  }

  /**
   * Opens the content. May be called once per attempt; each stream checks for itself.
   *
   * @return exactly {@code description().sizeBytes()} bytes; reading throws {@code
   *     FileUnavailable(SOURCE_CHANGED)} or {@code (SOURCE_UNREADABLE)}, which can be tried again
   */
  @Override
  public InputStream stream() {
    try {
      InputStream content = Files.newInputStream(path);
      return new WatchedStream(content, path, stamp);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /** What its place in the folder held: the file, or the link to it. */
  FileStamp entry() {
    return entry;
  }

  /** What Java could not read of a name comes as U+FFFD, and is then not found. */
  private static SaddlebagException missing(Path path, String name, NoSuchFileException e) {
    return name.indexOf('\uFFFD') >= 0
        ? new Refused(DeliveryError.BAD_SOURCE_NAME, "the name '" + name + "' is no valid UTF-8", e)
        : failure(path, e);
  }

  static FileUnavailable failure(Path path, IOException e) {
    return new FileUnavailable(
        e instanceof NoSuchFileException
            ? DeliveryError.SOURCE_VANISHED
            : DeliveryError.SOURCE_UNREADABLE,
        "could not read " + path + ": " + Disk.reason(e),
        e);
  }

  private static void requireAllowed(Path root, Path path, LinkPolicy links) throws IOException {
    if (links == LinkPolicy.FOLLOW) {
      return;
    }
    Path realRoot = root.toRealPath();
    if (links == LinkPolicy.REFUSE) {
      Path plain = realRoot.resolve(root.relativize(path));
      if (!path.toRealPath().equals(plain)) {
        throw new Refused(DeliveryError.LINK_REFUSED, path + " is or lies behind a link");
      }
    } else if (!path.toRealPath().startsWith(realRoot)) {
      throw new Refused(
          DeliveryError.LINK_REFUSED,
          "%s leads to %s, must stay in %s".formatted(path, path.toRealPath(), root));
    }
  }
}
