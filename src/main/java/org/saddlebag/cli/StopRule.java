package org.saddlebag.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.SaddlebagException;

/**
 * Decides which failures are told, and when to begin nothing new. What surely concerns all items
 * stops the batch at once. What perhaps does is held back: a success releases it, as many of one
 * kind as there are jobs, with no success between, stop the batch. Then the first is told and the
 * others are the same. Safe for use by several threads.
 */
final class StopRule {

  private final Function<SaddlebagException, Scope> scopes;
  private final int patience;
  private final List<Failure> held = new ArrayList<>();
  private ErrorCode stopped;
  private boolean anyDone;

  /** An item and why it failed. */
  record Failure(String item, SaddlebagException why) {}

  /**
   * A rule.
   *
   * @param scopes judges failures
   * @param patience how many doubtful failures of one kind stop the batch; 0 for never stopping
   */
  StopRule(Function<SaddlebagException, Scope> scopes, int patience) {
    this.scopes = scopes;
    this.patience = patience;
  }

  /** Whether nothing new is to begin. */
  synchronized boolean stopped() {
    return stopped != null;
  }

  /**
   * An item failed.
   *
   * @return what is to be told now
   */
  synchronized List<Failure> failed(Failure failure) {
    ErrorCode code = failure.why().code();
    if (stopped != null) {
      return code == stopped ? List.of() : List.of(failure);
    }
    Scope scope = patience == 0 ? Scope.ITEM : scopes.apply(failure.why());
    if (scope == Scope.ITEM || (scope == Scope.ALL_OR_ITEM && anyDone)) {
      return List.of(failure);
    }
    List<Failure> released = held.isEmpty() || code == heldCode() ? List.of() : release();
    held.add(failure);
    return scope == Scope.ALL || held.size() >= patience ? stop(released) : released;
  }

  /**
   * An item was done, so that not all are concerned.
   *
   * @return what is to be told now
   */
  synchronized List<Failure> succeeded() {
    anyDone = true;
    return held.isEmpty() || stopped != null ? List.of() : release();
  }

  /**
   * All items had their turn.
   *
   * @return what is to be told now
   */
  synchronized List<Failure> ended() {
    return release();
  }

  private List<Failure> stop(List<Failure> released) {
    stopped = heldCode();
    List<Failure> told = new ArrayList<>(released);
    told.add(held.get(0));
    held.clear();
    return told;
  }

  private ErrorCode heldCode() {
    return held.get(0).why().code();
  }

  private List<Failure> release() {
    List<Failure> released = List.copyOf(held);
    held.clear();
    return released;
  }
}
