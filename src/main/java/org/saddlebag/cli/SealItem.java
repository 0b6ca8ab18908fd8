package org.saddlebag.cli;

import java.nio.file.Path;
import org.saddlebag.delivery.LinkPolicy;

/**
 * One file on its way to one object key.
 *
 * @param root the folder that the file's name is relative to
 * @param relative the file's path in it, with {@code /}
 * @param links what is done with symbolic links
 * @param objectKey where it goes
 */
record SealItem(Path root, String relative, LinkPolicy links, String objectKey) {

  Path path() {
    return root.resolve(relative);
  }
}
