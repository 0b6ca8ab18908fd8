package org.saddlebag.delivery;

import java.nio.file.Path;
import org.saddlebag.errors.Refused;

/** A folder that files of a flow go to once they are out of its directory. */
final class FlowFolder {

  private FlowFolder() {}

  /**
   * The folder, if it can't be taken for the flow's directory: files would be found again and
   * again.
   *
   * @param kind {@code done} or {@code failed}, for the message
   * @param folder may lie in the directory
   * @param root the flow's directory
   * @return the folder
   * @throws Refused {@code BAD_FOLDER} if the folder is the directory itself or holds it
   */
  static Path apart(String kind, Path folder, Path root) {
    if (root.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      throw new Refused(
          DeliveryError.BAD_FOLDER,
          "the %s folder %s holds the flow's directory %s".formatted(kind, folder, root));
    }
    return folder;
  }
}
