package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.EmptyAsyncCallback;
import org.apache.camel.support.ScheduledPollConsumer;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.FoundFile;
import org.saddlebag.camel.Lanes;
import org.saddlebag.camel.Outflow;
import org.saddlebag.camel.Slots;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through the directory at each poll and sends on what is whole and not in hand. What one
 * poll sends it sends as fast as it is worked off; the walk goes on meanwhile.
 */
final class DirectoryPoll extends ScheduledPollConsumer {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");
  private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(10);

  /**
   * So many are found before the first of them goes, so that links beside a file are seen first.
   */
  private static final int BATCH = 1000;

  private final DirectoryWatchEndpoint endpoint;
  private final WatchSettings settings;
  private final Path root;
  private final Lanes lanes;
  private final Outflow<Candidate> outflow;
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private final List<Candidate> batch = new ArrayList<>();
  private FlowLedger ledger;
  private WatchedFlow flow;
  private FileSelection selection;
  private Instant nextExpiry = Instant.MIN;
  private String lastTrouble = "";
  private int found;

  private record Candidate(String name, long sizeBytes, boolean isLink) {}

  DirectoryPoll(DirectoryWatchEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.settings = endpoint.getSettings();
    this.root = settings.root();
    this.lanes = lanes(endpoint.getParallel(), settings.shared());
    this.outflow = new Outflow<>(lanes, Candidate::sizeBytes, this::mayGoOn, this::send);
  }

  /**
   * As many are ready as the threads work on. Of what no other node delivers, there is room for as
   * much as both that was sent and waits for the disk, which the threads don't.
   */
  private static Lanes lanes(int parallel, boolean shared) {
    return new Lanes(parallel, (shared ? 2 : 4) * parallel);
  }

  @Override
  protected void doStart() throws Exception {
    ledger =
        CamelContextHelper.mandatoryFindSingleByType(endpoint.getCamelContext(), FlowLedger.class);
    super.doStart();
  }

  @Override
  protected int poll() {
    ledger.pollBegins(getRouteId());
    try {
      open();
      int sent = look();
      lastTrouble = "";
      return sent;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (IOException | SaddlebagException e) {
      ledger.pollFailed(getRouteId());
      sayOnce(e.toString());
      return 0;
    }
  }

  /** Finishes what a killed process left half done, before the first file is looked at. */
  private void open() {
    if (flow == null) {
      WatchedFlow opened = WatchedFlow.open(endpoint.getCamelContext(), getRouteId(), settings);
      selection = new FileSelection(settings, opened::isKept);
      flow = opened;
    }
  }

  private int look() throws IOException, InterruptedException {
    found = 0;
    flow.pollBegins();
    selection.pollBegins();
    DirectoryWalk.through(root, endpoint.isRecursive(), new Look());
    sendBatch();
    selection.pollEnds(mayGoOn());
    // Two looks stay as far from each other as they would be with a pause in between.
    setGreedy(outflow.linger(endpoint.getDelay()));
    if (flow.trouble().isPresent()) {
      throw flow.trouble().get();
    }
    ledger.pollEnds(getRouteId(), found, selection.waiting() + outflow.waiting());
    expire();
    return found;
  }

  private final class Look implements DirectoryWalk.Finds {
    @Override
    public boolean enter(String name) {
      return selection.enter(name);
    }

    @Override
    public void unreadable(String name, IOException why) {
      selection.unreadable(name, why);
    }

    @Override
    public boolean file(String name, BasicFileAttributes entry) throws InterruptedException {
      if (!inHand.contains(name) && selection.take(name, entry)) {
        batch.add(new Candidate(name, entry.size(), entry.isSymbolicLink()));
        if (batch.size() == BATCH) {
          sendBatch();
        }
      }
      return mayGoOn();
    }
  }

  /** Nodes that went through the same list in the same order would meet at every file. */
  private void sendBatch() throws InterruptedException {
    if (flow.shared()) {
      Collections.shuffle(batch);
    }
    try {
      for (Candidate each : batch) {
        if (!selection.awaited(root.resolve(each.name()), each.isLink())) {
          inHand.add(each.name());
          if (!outflow.take(each)) {
            inHand.remove(each.name());
          }
        }
      }
    } finally {
      batch.clear();
    }
  }

  private boolean mayGoOn() {
    return isRunAllowed() && !isSuspendingOrSuspended() && flow.trouble().isEmpty();
  }

  private void send(Candidate candidate) {
    FoundFile file = new FoundFile(root, candidate.name());
    if (!flow.begin(file)) {
      ended(candidate);
      return;
    }
    found++;
    selection.taken(candidate.name());
    Exchange exchange = createExchange(true);
    exchange.getIn().setBody(file);
    Slots.FLOW.put(exchange, getRouteId());
    flow.claim(file).ifPresent(claim -> Slots.CLAIM.put(exchange, claim));
    exchange
        .getExchangeExtension()
        .addOnCompletion(new FileCompletion(file, flow, () -> ended(candidate)));
    getAsyncProcessor().process(exchange, EmptyAsyncCallback.get());
  }

  private void ended(Candidate candidate) {
    inHand.remove(candidate.name());
    lanes.leave(candidate.sizeBytes());
  }

  private void expire() {
    Instant now = Instant.now();
    if (!now.isBefore(nextExpiry)) {
      nextExpiry = now.plus(EXPIRY_INTERVAL);
      flow.expire();
    }
  }

  /** Says once, not at every poll, why a directory can't be watched. */
  private void sayOnce(String trouble) {
    if (!trouble.equals(lastTrouble)) {
      lastTrouble = trouble;
      LOG.error("{}: can't watch {}: {}", getRouteId(), root, trouble);
    }
  }
}
