package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/** Names of outputs: never outside of the target directory, never in our own folders. */
final class OutputNames {

  private final Path targetDirectory;

  OutputNames(Path targetDirectory) {
    this.targetDirectory = targetDirectory;
  }

  /** The path of an output. */
  Path resolve(String name) {
    Path path = RelativeNames.output(targetDirectory, name);
    if (name.startsWith(StagingArea.FOLDER)) {
      throw new Refused(
          DeliveryError.BAD_OUTPUT_NAME,
          "the name '%s' begins like the folders that unfinished files have for themselves"
              .formatted(OneLine.of(name)));
    }
    return path;
  }

  /**
   * Makes the directories above an output. A link among them is refused, as it could lead out;
   * somebody who can plant one between this look and the publishing owns the directory anyway.
   */
  void makeParents(Path path) throws IOException {
    Path at = targetDirectory;
    for (Path part : targetDirectory.relativize(path.getParent())) {
      at = at.resolve(part);
      if (part.toString().isEmpty()) {
        continue;
      }
      if (Files.isSymbolicLink(at)) {
        throw new Refused(
            DeliveryError.LINK_IN_TARGET, at + " is a link, must be a directory for " + path);
      }
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(at)) {
        throw new Refused(
            DeliveryError.OUTPUT_EXISTS, at + " is a file, must be a directory for " + path);
      }
      Disk.createDirectory(at);
    }
  }

  /** The name to try now. */
  Path choose(Path wished, CollisionPolicy collision) {
    boolean taken = Files.exists(wished, LinkOption.NOFOLLOW_LINKS);
    if (!taken) {
      return wished;
    }
    boolean folder = Files.isDirectory(wished, LinkOption.NOFOLLOW_LINKS);
    if (collision == CollisionPolicy.REFUSE || (collision == CollisionPolicy.OVERWRITE && folder)) {
      throw new Refused(
          DeliveryError.OUTPUT_EXISTS,
          wished + (folder ? " is a directory" : " exists and must not be replaced"));
    }
    return collision == CollisionPolicy.OVERWRITE ? wished : numbered(wished);
  }

  private Path numbered(Path wished) {
    String name = wished.getFileName().toString();
    int number =
        NumberedName.firstFree(
            wished.toString(),
            each ->
                Files.exists(
                    wished.resolveSibling(NumberedName.of(name, each)), LinkOption.NOFOLLOW_LINKS));
    return RelativeNames.output(
        targetDirectory,
        RelativeNames.of(targetDirectory, wished.resolveSibling(NumberedName.of(name, number))));
  }
}
