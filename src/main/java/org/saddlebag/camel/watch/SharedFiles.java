package org.saddlebag.camel.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.saddlebag.camel.FoundFile;
import org.saddlebag.camel.Lanes;
import org.saddlebag.camel.SharedWork;
import org.saddlebag.claims.Work;

/**
 * What this node takes of the files that one of several has found. It looks at each itself, as the
 * other did a while ago, and with other eyes. Used by the polling thread alone.
 */
final class SharedFiles implements SharedWork.Hands {

  /** Sends a file on. */
  @FunctionalInterface
  interface Sending {
    /**
     * Sends on what is in hand and claimed; whoever does leaves the hand, and ends the claim.
     *
     * @return false where nothing may be sent any more: both are still to be left
     */
    boolean send(FoundFile file, long sizeBytes) throws InterruptedException;
  }

  /** The directory, the names that are worked on, and who works. */
  record Hands(Path root, Set<String> inHand, Sending sending) {}

  /**
   * Where work goes that is not done here now.
   *
   * @param left takes what others may take
   * @param changed is told of what is not as it was found any more: it may be half written, and
   *     only a listing tells when it is whole
   */
  record Back(Consumer<List<Work>> left, Runnable changed) {}

  private final WatchedFlow flow;
  private final FileSelection selection;
  private final Hands hands;
  private final Back back;

  SharedFiles(WatchedFlow flow, FileSelection selection, Hands hands, Back back) {
    this.flow = flow;
    this.selection = selection;
    this.hands = hands;
    this.back = back;
  }

  @Override
  public String content(Work found) {
    return flow.content(file(found));
  }

  @Override
  public void done(Work found) {
    flow.remember(file(found));
  }

  private FoundFile file(Work work) {
    return new FoundFile(hands.root(), work.name());
  }

  @Override
  public boolean take(List<Work> taken) throws InterruptedException {
    List<Work> left = new ArrayList<>();
    List<Work> mine = new ArrayList<>();
    for (Work each : taken) {
      if (selection.mayTake(each.name())) {
        (hands.inHand().add(each.name()) ? mine : left).add(each);
      }
    }
    int seen = send(mine, left);
    back.left().accept(left);
    return seen > 0;
  }

  /**
   * What is not sent leaves the hand; what could be sent and is not is left to others. Where only
   * the large ones have no place, small ones go on.
   */
  private int send(List<Work> mine, List<Work> left) throws InterruptedException {
    Map<FoundFile, Long> ours = Map.of();
    List<Work> unsent = new ArrayList<>(mine);
    try {
      WatchedFlow.Claimed claimed = flow.claim(mine);
      ours = claimed.ours();
      if (claimed.changed() > 0) {
        back.changed().run();
      }
      for (Work each : mine) {
        Long sizeBytes = ours.get(file(each));
        if (sizeBytes != null && hands.sending().send(file(each), sizeBytes)) {
          unsent.remove(each);
        } else if (sizeBytes != null && !Lanes.isLarge(sizeBytes)) {
          break;
        }
      }
      return claimed.seen();
    } finally {
      for (Work each : unsent) {
        if (ours.containsKey(file(each))) {
          flow.leave(file(each));
          left.add(each);
        }
        hands.inHand().remove(each.name());
      }
    }
  }
}
