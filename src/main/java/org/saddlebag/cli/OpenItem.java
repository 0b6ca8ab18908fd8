package org.saddlebag.cli;

import org.saddlebag.content.ContentLength;
import org.saddlebag.delivery.ClaimCheck;
import org.saddlebag.delivery.ManifestLine;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;

/**
 * One object on its way to one file.
 *
 * @param address where it is
 * @param eTag the entity tag of what is meant, or null for whatever is there
 * @param exact whether another entity tag is a failure, rather than a change since the listing
 * @param name the file's name in the target directory, with {@code /}
 * @param expectedBytes the plaintext's length as far as it is known
 */
record OpenItem(ObjectAddress address, String eTag, boolean exact, String name, long expectedBytes)
    implements BatchItem {

  static OpenItem named(ObjectAddress address, String name) {
    return new OpenItem(address, null, false, name, 0);
  }

  static OpenItem listed(ListedObject object, String name) {
    long bytes = Math.max(0, object.lengthBytes() - ContentLength.TAG_BYTES);
    return new OpenItem(object.address(), object.eTag(), false, name, bytes);
  }

  static OpenItem inManifest(ManifestLine.Sealed line) {
    ObjectAddress address = new ObjectAddress(line.bucket(), line.key(), line.version());
    return new OpenItem(address, line.eTag(), line.eTag() != null, line.name(), line.bytes());
  }

  static OpenItem claimed(ClaimCheck claim, String name) {
    return new OpenItem(claim.address(), claim.eTag(), true, name, claim.bytes());
  }

  @Override
  public String label() {
    return address.toString();
  }
}
