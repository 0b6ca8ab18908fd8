package org.saddlebag.camel.s3object;

import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;

/**
 * An object that a poll has found, as a message body.
 *
 * @param listed what the listing says of it
 * @param name its name below the prefix
 */
public record FoundObject(ListedObject listed, String name) {

  /**
   * An object below a prefix. A prefix that ends within a name counts up to its last slash: {@code
   * out/a} finds {@code out/abc.txt}, whose name is {@code abc.txt}.
   *
   * @param listed what the listing says of it
   * @param prefix the prefix that it begins with
   * @return the object with its name
   */
  public static FoundObject below(ListedObject listed, String prefix) {
    return new FoundObject(listed, listed.address().key().substring(prefix.lastIndexOf('/') + 1));
  }

  ObjectAddress address() {
    return listed.address();
  }

  String identity() {
    return DeliveredObjects.identity(listed.address(), listed.eTag());
  }

  /**
   * Whether it only shows a folder: consoles make empty objects whose keys end with a slash.
   *
   * @return true where there is nothing to deliver
   */
  public boolean isFolderMark() {
    return name.isEmpty() || (listed.lengthBytes() == 0 && name.endsWith("/"));
  }

  @Override
  public String toString() {
    return address().toString();
  }
}
