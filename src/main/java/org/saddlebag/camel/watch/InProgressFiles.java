package org.saddlebag.camel.watch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The files that are being delivered, so that no poll takes one twice. Unlike Camel's own it has no
 * limit beyond which it forgets.
 */
public final class InProgressFiles extends ServiceSupport implements IdempotentRepository {

  private final Set<String> files = ConcurrentHashMap.newKeySet();

  @Override
  public boolean add(String file) {
    return files.add(file);
  }

  @Override
  public boolean contains(String file) {
    return files.contains(file);
  }

  @Override
  public boolean remove(String file) {
    return files.remove(file);
  }

  @Override
  public boolean confirm(String file) {
    return true;
  }

  @Override
  public void clear() {
    files.clear();
  }
}
