package org.saddlebag.cli;

import java.util.Iterator;
import java.util.function.Consumer;
import org.saddlebag.errors.SaddlebagException;

/** Ends where another iterator fails, and says so, once. */
final class Unbroken<T> implements Iterator<T> {

  private final Iterator<T> items;
  private final Consumer<SaddlebagException> failed;
  private boolean broken;

  Unbroken(Iterator<T> items, Consumer<SaddlebagException> failed) {
    this.items = items;
    this.failed = failed;
  }

  @Override
  public boolean hasNext() {
    try {
      return !broken && items.hasNext();
    } catch (SaddlebagException e) {
      broken = true;
      failed.accept(e);
      return false;
    }
  }

  @Override
  public T next() {
    return items.next();
  }
}
