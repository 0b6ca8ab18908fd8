package org.saddlebag.camel;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.saddlebag.errors.SaddlebagException;

/** What one flow has done and is doing. */
final class FlowAccount {

  /**
   * After so many polls in a row that failed, a flow's directory, prefix or queue counts as out of
   * reach; and its store, after so many deliveries in a row that had to go back.
   */
  private static final int FAILED_POLLS = 3;

  private long delivered;
  private long failed;
  private long inFlight;
  private long bytes;
  private long retried;
  private Instant lastDelivered;
  private SaddlebagException lastTrouble;
  private long seenAtPoll = -1;
  private boolean polledEmpty;
  private int failedPolls;
  private int wentBack;
  private final Set<String> resting = new HashSet<>();
  private final Map<String, SaddlebagException> halted = new HashMap<>();

  synchronized void pollBegins(long events) {
    seenAtPoll = events;
    polledEmpty = false;
  }

  synchronized void pollEnds(int found, int waiting) {
    polledEmpty = found == 0 && waiting == 0;
    failedPolls = 0;
  }

  synchronized void pollFailed() {
    failedPolls++;
  }

  synchronized void reached() {
    failedPolls = 0;
  }

  synchronized void foundNothing(long since) {
    seenAtPoll = since;
    polledEmpty = true;
    failedPolls = 0;
  }

  /** What goes back comes again, for ever if nobody mends what is wrong. */
  synchronized void wentBack(SaddlebagException why) {
    wentBack++;
    lastTrouble = why;
  }

  /** It stays where it is for a while, and counts as left behind until it comes through. */
  synchronized void rests(String source) {
    resting.add(source);
  }

  synchronized void cameThrough(String source) {
    resting.remove(source);
  }

  synchronized void halts(String part, SaddlebagException why) {
    halted.put(part, why);
    lastTrouble = why;
    wentBack = 0;
  }

  synchronized void goesOn(String part) {
    SaddlebagException why = halted.remove(part);
    if (why != null && why.equals(lastTrouble)) {
      lastTrouble = halted.values().stream().findFirst().orElse(null);
    }
  }

  private boolean outOfReach() {
    return failedPolls >= FAILED_POLLS || stuck();
  }

  private boolean stuck() {
    return wentBack >= FAILED_POLLS;
  }

  synchronized void begins() {
    inFlight++;
  }

  synchronized void ends() {
    inFlight--;
  }

  synchronized void delivered(long deliveredBytes, Instant at) {
    delivered++;
    wentBack = 0;
    bytes += deliveredBytes;
    lastDelivered = at;
    lastTrouble = halted.values().stream().findFirst().orElse(null);
  }

  synchronized void retried(SaddlebagException why) {
    retried++;
    lastTrouble = why;
  }

  synchronized void failed(SaddlebagException why) {
    failed++;
    lastTrouble = why;
  }

  synchronized void answered() {
    if (lastTrouble != null && lastTrouble.retryable()) {
      lastTrouble = null;
      wentBack = 0;
    }
  }

  synchronized boolean idleSince(long events) {
    return stuck() || (inFlight == 0 && (outOfReach() || (polledEmpty && seenAtPoll == events)));
  }

  synchronized FlowFigures figures() {
    return new FlowFigures(
        delivered,
        failed,
        retried,
        inFlight,
        bytes,
        lastDelivered,
        lastTrouble,
        outOfReach() || !halted.isEmpty());
  }

  synchronized FlowSummary.Counts counts() {
    boolean leftBehind = outOfReach() || !resting.isEmpty() || !halted.isEmpty();
    return new FlowSummary.Counts(delivered, failed, leftBehind);
  }
}
