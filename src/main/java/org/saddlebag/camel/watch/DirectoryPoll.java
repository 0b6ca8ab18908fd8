package org.saddlebag.camel.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.saddlebag.camel.SharedWork;
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
  private static final Duration LEADS_IDLE = Duration.ofMinutes(1);
  private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(10);

  /**
   * So many are found before the first of them goes, so that links beside a file are seen first.
   */
  private static final int BATCH = 1000;

  private static final long PATIENCE_MILLIS = 100;

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

  /** Of a shared flow; null where this node delivers all. */
  private volatile SharedWork work;

  private Instant nextExpiry = Instant.MIN;
  private String lastTrouble = "";
  private int found;

  private final ChangedFiles changed = new ChangedFiles();

  private record Candidate(String name, Seen seen, boolean isLink) {
    long sizeBytes() {
      return seen.sizeBytes();
    }
  }

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

  /** Another node may lead; whoever does must not be one that looks no more. */
  @Override
  protected void doSuspend() throws Exception {
    standDown();
    super.doSuspend();
  }

  @Override
  protected void doStop() throws Exception {
    standDown();
    super.doStop();
  }

  private void standDown() {
    SharedWork leading = work;
    if (leading != null) {
      leading.standDown();
    }
  }

  @Override
  protected int poll() {
    ledger.pollBegins(getRouteId());
    boolean failed = true;
    try {
      open();
      int sent = work == null ? look() : share();
      lastTrouble = "";
      failed = false;
      return sent;
    } catch (InterruptedException e) {
      failed = false;
      Thread.currentThread().interrupt();
      return 0;
    } catch (IOException | SaddlebagException e) {
      sayOnce(e.toString());
      return 0;
    } finally {
      if (work != null) {
        work.pollEnds();
      }
      // Whatever it was: another node may fare better.
      if (failed) {
        standDown();
        ledger.pollFailed(getRouteId());
      }
    }
  }

  /** Finishes what a killed process left half done, before the first file is looked at. */
  private void open() {
    if (flow == null) {
      WatchedFlow opened = WatchedFlow.open(endpoint.getCamelContext(), getRouteId(), settings);
      selection = new FileSelection(settings, opened::isKept);
      work = settings.shared() ? work(opened) : null;
      flow = opened;
    }
  }

  private SharedWork work(WatchedFlow opened) {
    SharedFiles files =
        new SharedFiles(
            opened,
            selection,
            new SharedFiles.Hands(root, inHand, this::sent),
            new SharedFiles.Back(left -> work.giveBack(left), () -> work.findAgain()));
    return SharedWork.of(
        endpoint.getCamelContext(),
        getRouteId(),
        lanes,
        endpoint.getParallel(),
        this::mayGoOn,
        files);
  }

  /** Lists where this node leads, and takes what was listed by whichever does. */
  private int share() throws IOException, InterruptedException {
    found = 0;
    flow.pollBegins();
    flow.releaseWaiting();
    work.pollBegins(ledger.events());
    int unsettled = 0;
    if (work.lists()) {
      unsettled = list();
    } else {
      // Who can't see the directory takes nothing.
      Path unused = root.toRealPath();
    }
    work.workOff();
    setGreedy(work.linger(endpoint.getDelay()));
    if (flow.trouble().isPresent()) {
      throw flow.trouble().get();
    }
    ledger.pollEnds(getRouteId(), found, unsettled + work.pending());
    expire();
    return found;
  }

  private int list() throws IOException, InterruptedException {
    selection.pollBegins();
    work.listingBegins();
    try {
      DirectoryWalk.through(root, endpoint.isRecursive(), new Look());
      sendBatch();
      selection.pollEnds(mayGoOn());
      work.listingEnds(mayGoOn() && selection.waiting() == 0);
    } finally {
      batch.clear();
      work.listsNoMore();
    }
    work.handOver(LEADS_IDLE);
    return selection.waiting();
  }

  private int look() throws IOException, InterruptedException {
    found = 0;
    changed.pollBegins();
    flow.pollBegins();
    flow.releaseWaiting();
    selection.pollBegins();
    DirectoryWalk.through(root, endpoint.isRecursive(), new Look());
    sendBatch();
    selection.pollEnds(mayGoOn());
    // Two looks stay as far from each other as they would be with a pause in between.
    setGreedy(outflow.linger(endpoint.getDelay()));
    if (flow.trouble().isPresent()) {
      throw flow.trouble().get();
    }
    ledger.pollEnds(
        getRouteId(), found, selection.waiting() + outflow.waiting() + changed.waiting());
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
      if (work != null) {
        work.stillLists();
      }
      // Of a shared flow another node may have to take over what is in hand here.
      if (work != null || !inHand.contains(name)) {
        look(name, entry);
      }
      return mayGoOn();
    }
  }

  private void look(String name, BasicFileAttributes entry) throws InterruptedException {
    BasicFileAttributes found = FileSelection.behind(root.resolve(name), entry);
    if (selection.take(name, entry, found)) {
      batch.add(new Candidate(name, Seen.of(found), entry.isSymbolicLink()));
      if (batch.size() == BATCH) {
        sendBatch();
      }
    }
  }

  private void sendBatch() throws InterruptedException {
    try {
      for (Candidate each : batch) {
        if (!selection.awaited(root.resolve(each.name()), each.isLink())) {
          sendOn(each);
        }
      }
    } finally {
      batch.clear();
    }
  }

  private void sendOn(Candidate each) throws InterruptedException {
    if (work != null) {
      // Not forgotten: it may stay where it is, in hand somewhere, and is not to look new again.
      work.found(each.seen().work(each.name()));
      return;
    }
    inHand.add(each.name());
    if (!outflow.take(each)) {
      inHand.remove(each.name());
    }
  }

  /** Sends on what is in hand and claimed, where there is a place for it. */
  private boolean sent(FoundFile file, long sizeBytes) throws InterruptedException {
    boolean enters = mayGoOn() && lanes.enter(sizeBytes, PATIENCE_MILLIS);
    if (enters) {
      send(new Candidate(file.relative(), new Seen(sizeBytes, ""), false));
    }
    return enters;
  }

  private boolean mayGoOn() {
    return isRunAllowed() && !isSuspendingOrSuspended() && flow.trouble().isEmpty();
  }

  private void send(Candidate candidate) {
    FoundFile file = new FoundFile(root, candidate.name());
    if (!isStill(candidate, file) || !flow.begin(file)) {
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

  /** Of a shared flow, whoever claimed it has looked. */
  private boolean isStill(Candidate candidate, FoundFile file) {
    return work != null
        || flow.isStill(file, candidate.seen())
        || !changed.leaves(candidate.name());
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
