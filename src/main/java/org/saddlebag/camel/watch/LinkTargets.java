package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that links of the same directory lead to. Such a file waits until its links are
 * delivered: moved away before, it would leave them without content. Used by the polling thread.
 */
final class LinkTargets {

  private static final Logger LOG = LoggerFactory.getLogger(LinkTargets.class);

  private final Set<Path> seenBefore = ConcurrentHashMap.newKeySet();
  private final Set<Path> seenNow = ConcurrentHashMap.newKeySet();

  /** A link that the flow takes; one that leads nowhere holds nothing up. */
  void add(Path link) {
    try {
      seenNow.add(link.toRealPath());
    } catch (IOException e) {
      LOG.debug("{} leads nowhere", link);
    }
  }

  /**
   * A poll has ended.
   *
   * @param sawAll false when it stopped before the directory's end, so that what earlier polls saw
   *     still counts
   */
  void pollEnds(boolean sawAll) {
    if (sawAll) {
      seenBefore.clear();
    }
    seenBefore.addAll(seenNow);
    seenNow.clear();
  }

  /**
   * Whether a file has to wait for a link to it.
   *
   * @param file the file, no link itself
   * @return false when neither this poll nor the last has seen a link to it
   */
  boolean awaited(Path file) {
    if (seenBefore.isEmpty() && seenNow.isEmpty()) {
      return false;
    }
    try {
      Path real = file.toRealPath();
      return seenBefore.contains(real) || seenNow.contains(real);
    } catch (IOException e) {
      return false;
    }
  }
}
