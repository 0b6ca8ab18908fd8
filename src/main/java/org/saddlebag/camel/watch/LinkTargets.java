package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that links of the same directory lead to. Such a file waits until its links are
 * delivered: moved away before, it would leave them without content. Written by the polling thread,
 * before the files of the poll are begun.
 */
final class LinkTargets {

  private static final Logger LOG = LoggerFactory.getLogger(LinkTargets.class);

  private final Set<Path> targets = ConcurrentHashMap.newKeySet();

  void pollBegins() {
    targets.clear();
  }

  /** A link that the flow takes; one that leads nowhere holds nothing up. */
  void add(Path link) {
    try {
      targets.add(link.toRealPath());
    } catch (IOException e) {
      LOG.debug("{} leads nowhere", link);
    }
  }

  /**
   * Whether a file has to wait for a link to it.
   *
   * @param file the file, no link itself
   * @return false when the last poll saw no link to it
   */
  boolean awaited(Path file) {
    if (targets.isEmpty()) {
      return false;
    }
    try {
      return targets.contains(file.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
