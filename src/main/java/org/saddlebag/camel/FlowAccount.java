package org.saddlebag.camel;

/** What one flow has done and is doing. */
final class FlowAccount {

  private long delivered;
  private long failed;
  private long inFlight;
  private long seenAtPoll = -1;
  private boolean polledEmpty;

  synchronized void pollBegins(long events) {
    seenAtPoll = events;
    polledEmpty = false;
  }

  synchronized void pollEnds(int found, int waiting) {
    polledEmpty = found == 0 && waiting == 0;
  }

  synchronized void begins() {
    inFlight++;
  }

  synchronized void ends() {
    inFlight--;
  }

  synchronized void delivered() {
    delivered++;
  }

  synchronized void failed() {
    failed++;
  }

  synchronized boolean idleSince(long events) {
    return polledEmpty && inFlight == 0 && seenAtPoll == events;
  }

  synchronized FlowSummary.Counts counts() {
    return new FlowSummary.Counts(delivered, failed);
  }
}
