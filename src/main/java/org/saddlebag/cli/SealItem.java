package org.saddlebag.cli;

import java.nio.file.Path;
import org.saddlebag.delivery.LinkPolicy;

/**
 * One file on its way to one object key.
 *
 * @param root the folder that the file's name is relative to, absolute
 * @param relative the file's path in it, with {@code /}
 * @param links what is done with symbolic links
 * @param objectKey where it goes
 * @param name its name relative to what is sealed, with {@code /}
 * @param expectedBytes its length when it was found
 */
record SealItem(
    Path root, String relative, LinkPolicy links, String objectKey, String name, long expectedBytes)
    implements BatchItem {

  Path path() {
    return root.resolve(relative);
  }

  @Override
  public String label() {
    return path().toString();
  }
}
