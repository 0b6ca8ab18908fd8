package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.saddlebag.delivery.ManifestObjects;
import org.saddlebag.s3.ObjectStore;

/** What is to be opened: objects that are found as they are asked for, as often as one likes. */
interface OpenSource {

  /** The objects. */
  Iterator<OpenItem> items();

  /** Whether it is about one object that was named. */
  default boolean isSingle() {
    return false;
  }

  /**
   * One object, or all below a prefix. Empty objects whose keys end with a slash are what other
   * tools show as folders.
   */
  record Address(ObjectStore store, S3Address address, String versionId, OpenTarget target)
      implements OpenSource {

    @Override
    public boolean isSingle() {
      return !address.isPrefix();
    }

    @Override
    public Iterator<OpenItem> items() {
      if (isSingle()) {
        String name = target.nameOf(address.key(), address);
        return List.of(OpenItem.named(address.object(versionId), name)).iterator();
      }
      return store
          .list(address.bucket(), address.key())
          .filter(listed -> !(listed.lengthBytes() == 0 && listed.address().key().endsWith("/")))
          .map(listed -> OpenItem.listed(listed, target.nameOf(listed.address().key(), address)))
          .iterator();
    }
  }

  /** What a manifest lists as sealed. */
  record Listed(Path manifest) implements OpenSource {

    @Override
    public Iterator<OpenItem> items() {
      return new Mapped<>(ManifestObjects.of(manifest), OpenItem::inManifest);
    }
  }
}
