package org.saddlebag.delivery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets verified files appear in the target directory: whole, durable, never outside of it, never in
 * the place of another file unless the flow says so. Safe for use by several threads.
 */
public final class FilePublisher {

  /**
   * A publisher into the staging area's target directory.
   *
   * @param staging where the files wait
   * @param journal opened; {@link Journal#none} for one-off commands
   * @param failpoints where to die in a kill test
   */
  public FilePublisher(StagingArea staging, Journal journal, Failpoints failpoints) {}

  /**
   * Looks whether an object has been published here already, before a crash that forgot it. To be
   * called before the object is fetched.
   *
   * @param objectIdentity see {@link DeliveredObjects#identity}
   * @return the file, when it stands there as it was published
   */
  public Optional<Path> alreadyPublished(String objectIdentity) {
    return Unbuilt.yet();
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
    return Unbuilt.yet();
  }

  /**
   * Notes that an object needs no more recognising: it is remembered in {@link DeliveredObjects},
   * or was deleted, moved or tagged in the store.
   *
   * @param objectIdentity see {@link DeliveredObjects#identity}
   */
  public void settled(String objectIdentity) {
    Unbuilt.yet();
  }
}
