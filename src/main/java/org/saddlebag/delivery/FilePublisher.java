package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets verified files appear in the target directory: whole, durable, never outside of it, never in
 * the place of another file unless the flow says so. Safe for use by several threads.
 *
 * <p>A process that dies before the file has its name leaves nothing to see; the object is fetched
 * again. One that dies later leaves a whole file and a journal line with its inode, by which {@link
 * #alreadyPublished} knows it, so that it is neither fetched nor numbered again.
 */
public final class FilePublisher {

  private final StagingArea staging;
  private final Journal journal;
  private final DirectorySyncs directories = new DirectorySyncs();
  private final Failpoints failpoints;
  private final OutputNames names;
  private final Placement placement;

  /**
   * A publisher into the staging area's target directory.
   *
   * @param staging where the files wait
   * @param journal opened; {@link Journal#none} for one-off commands
   * @param failpoints where to die in a kill test
   */
  public FilePublisher(StagingArea staging, Journal journal, Failpoints failpoints) {
    this(staging, journal, failpoints, new Placement());
  }

  FilePublisher(StagingArea staging, Journal journal, Failpoints failpoints, Placement placement) {
    this.staging = staging;
    this.journal = journal;
    this.failpoints = failpoints;
    this.names = new OutputNames(staging.targetDirectory());
    this.placement = placement;
  }

  /**
   * Looks whether an object has been published here already, before a crash that forgot it. To be
   * called before the object is fetched.
   *
   * @param objectIdentity see {@link DeliveredObjects#identity}
   * @return the file, when it stands there as it was published
   */
  public Optional<Path> alreadyPublished(String objectIdentity) {
    Publication known = journal.publication(key(objectIdentity)).orElse(null);
    if (known == null) {
      return Optional.empty();
    }
    Path path = Path.of(known.path());
    try {
      boolean there = Files.isRegularFile(path) && known.isAt(FileStamp.ofLink(path));
      if (there) {
        Disk.syncDirectory(path.getParent());
      }
      return there ? Optional.of(path) : Optional.empty();
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.FOLDER_UNWRITABLE, "look at", path, e);
    }
  }

  /**
   * Looks whether another node has published the very content here, before it died: under the
   * wished name, or under a number that it took because that name was taken.
   *
   * @param staged verified
   * @param relativeName the wished name in the target directory, with {@code /}
   * @return the file, when one of them has the same bytes
   */
  public Optional<Path> publishedElsewhere(StagedFile staged, String relativeName) {
    staged.flush();
    try {
      for (int number = 0; ; number++) {
        Path path = names.resolve(NumberedName.of(relativeName, number));
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          return Optional.empty();
        }
        if (Files.mismatch(path, staged.path()) < 0) {
          return Optional.of(path);
        }
      }
    } catch (IOException e) {
      throw Disk.failure(
          DeliveryError.FOLDER_UNWRITABLE, "look at", names.resolve(relativeName), e);
    }
  }

  /**
   * Publishes a verified file; it is on the disk under its final name when this returns.
   *
   * @param staged verified; is closed by the caller as ever
   * @param relativeName the wished name in the target directory, with {@code /}
   * @param modified the modification time to set, or null for now
   * @param collision what to do when the name is taken
   * @param objectIdentity see {@link DeliveredObjects#identity}
   * @return the file
   * @throws org.saddlebag.errors.Refused if the name leads out of the directory or can't be a file
   *     name, a link stands in the way, the name is taken under {@code REFUSE}, or the file was not
   *     verified
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public Path publish(
      StagedFile staged,
      String relativeName,
      Instant modified,
      CollisionPolicy collision,
      String objectIdentity) {
    Optional<Path> known = alreadyPublished(objectIdentity);
    if (known.isPresent()) {
      return known.get();
    }
    Path wished = names.resolve(relativeName);
    try {
      names.makeParents(wished);
      FileStamp stamp = staged.settle(modified);
      failpoints.pass(Failpoint.AFTER_FSYNC);
      Path path = place(staged, wished, stamp, collision, objectIdentity);
      failpoints.pass(Failpoint.AFTER_RENAME);
      directories.sync(path.getParent());
      failpoints.pass(Failpoint.AFTER_PUBLISHED);
      return path;
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.FOLDER_UNWRITABLE, "publish", wished, e);
    }
  }

  /**
   * Notes that an object needs no more recognising: it is remembered in {@link DeliveredObjects},
   * or was deleted, moved or tagged in the store.
   *
   * @param objectIdentity see {@link DeliveredObjects#identity}
   */
  public void settled(String objectIdentity) {
    failpoints.pass(Failpoint.AFTER_REMEMBERED);
    if (journal.publication(key(objectIdentity)).isPresent()) {
      journal.settled(key(objectIdentity));
    }
  }

  /** Several flows may bring the same object to several places. */
  private String key(String objectIdentity) {
    return objectIdentity + " -> " + staging.targetDirectory();
  }

  /** The journal knows each name before it is tried. */
  private Path place(
      StagedFile staged,
      Path wished,
      FileStamp stamp,
      CollisionPolicy collision,
      String objectIdentity)
      throws IOException {
    while (true) {
      Path path = names.choose(wished, collision);
      journal.write(new JournalLine.Publishing(Publication.of(key(objectIdentity), path, stamp)));
      failpoints.pass(Failpoint.BEFORE_RENAME);
      boolean placed =
          collision == CollisionPolicy.OVERWRITE
              ? placement.over(staged.path(), path)
              : placement.beside(staged.path(), path);
      if (placed) {
        return path;
      }
    }
  }
}
