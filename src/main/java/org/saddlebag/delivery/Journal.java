package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has begun and not yet brought to its end: {@code STATE/journal.jsonl}. One process
 * per state folder. Safe for use by several threads, which share their syncs.
 */
public final class Journal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final String FILE = "journal.jsonl";

  /** How long an end is waited for that will not come, as its flow is gone. */
  private static final Duration REMEMBERED = Duration.ofDays(90);

  /** Whose end a line outlives as soon as it is written. Closing brings all to the disk. */
  private enum Survives {
    /** Enough where nothing is let go: after a failure of the machine the source is still there. */
    PROCESS,
    /** Synced to the disk. */
    MACHINE
  }

  private final String node;
  private final JournalState state = new JournalState();
  private final FolderLock lock;
  private final JournalFile file;
  private final Survives survives;
  private final Collection<OpenDelivery> leftBehind;
  private final Collection<OrphanUpload> orphans;
  private final EndedDeliveries ended = new EndedDeliveries();
  private final Map<String, Runnable> sourcesSafe = new ConcurrentHashMap<>();
  private volatile Runnable receiptsSafe = () -> {};

  private Journal(String node) {
    this.node = node;
    this.lock = null;
    this.file = null;
    this.survives = Survives.PROCESS;
    this.leftBehind = List.of();
    this.orphans = List.of();
  }

  private Journal(
      String node, Path path, FolderLock lock, AppendLog.Opener opener, Survives survives)
      throws IOException {
    this.node = node;
    this.survives = survives;
    this.lock = lock;
    this.file = new JournalFile(path, opener, state::apply);
    state.forgetBefore(Instant.now().minus(REMEMBERED));
    this.leftBehind = state.deliveries();
    this.orphans = state.orphans();
    compact();
  }

  /**
   * Opens the journal, reads what the last process left behind and writes it anew without what has
   * ended.
   *
   * @param stateDirectory the state folder, made where it is missing
   * @param node this node's name, for receipts and messages
   * @return the journal, which holds the folder until it is closed
   * @throws org.saddlebag.errors.Refused {@code STATE_IN_USE} if another process holds the folder
   * @throws org.saddlebag.errors.FileUnavailable if the folder can't be read or written
   */
  public static Journal open(Path stateDirectory, String node) {
    return open(stateDirectory, node, AppendLog.FILES);
  }

  /** The same for a command that leaves its sources where they are. */
  static Journal openForBatch(Path stateDirectory, String node) {
    return open(stateDirectory, node, AppendLog.FILES, Survives.PROCESS);
  }

  static Journal open(Path stateDirectory, String node, AppendLog.Opener opener) {
    return open(stateDirectory, node, opener, Survives.MACHINE);
  }

  private static Journal open(
      Path stateDirectory, String node, AppendLog.Opener opener, Survives survives) {
    FolderLock lock = null;
    try {
      lock = FolderLock.ofState(stateDirectory);
      return new Journal(node, stateDirectory.resolve(FILE), lock, opener, survives);
    } catch (IOException e) {
      closeQuietly(lock, e);
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "open the state in", stateDirectory, e);
    }
  }

  /**
   * A journal for one-off commands: knows this process's deliveries and writes nothing.
   *
   * @param node this node's name, for receipts
   * @return a journal without a file
   */
  public static Journal none(String node) {
    return new Journal(node);
  }

  /**
   * Aborts the uploads that a killed process left in the store; {@link ObjectDelivery#recover} does
   * this and more. To be called once after opening, before the first delivery. An upload that can't
   * be aborted is logged and tried again at the next start.
   *
   * @param store the store
   * @return how many uploads were aborted
   */
  public int recover(ObjectStore store) {
    return new UploadRecovery(store, this).abortAll(leftBehind, orphans);
  }

  /**
   * Notes that a delivered source has been let go (a file by {@link SourceRelease}, a message by
   * its acknowledgement), so that the delivery needs no more remembering. Written with others
   * later: where the line is lost, the restart finds the source gone.
   *
   * @param deliveryId the receipt's delivery id
   */
  public void released(String deliveryId) {
    String flow;
    boolean due;
    synchronized (this) {
      Optional<OpenDelivery> open = state.delivery(deliveryId);
      state.apply(new JournalLine.Ended(deliveryId));
      if (file == null) {
        return;
      }
      flow = open.map(known -> known.receipt().flow()).orElse("");
      due = ended.add(flow, deliveryId, open.filter(OpenDelivery::delivered).orElse(null));
    }
    if (due) {
      forget(flow);
    }
  }

  /**
   * Keeps ended deliveries in mind until their receipts are safe elsewhere.
   *
   * @param receipts returns when they are, or throws
   */
  void beforeForgetting(Runnable receipts) {
    receiptsSafe = receipts;
  }

  /**
   * Keeps the ended deliveries of a flow in mind until the going of their sources is safe.
   *
   * @param flow the flow's name
   * @param sources returns when it is, or throws
   */
  void beforeForgetting(String flow, Runnable sources) {
    sourcesSafe.put(flow, sources);
  }

  /** Whether what is written here survives the process. */
  boolean lasts() {
    return file != null;
  }

  /** Whether it survives the machine, too, as soon as it is written. */
  boolean syncs() {
    return lasts() && survives == Survives.MACHINE;
  }

  /**
   * As {@link #released}, for whoever does not know whether an earlier process has noted it; where
   * it has, nothing is written.
   *
   * @param deliveryId the receipt's delivery id
   */
  public void releasedBefore(String deliveryId) {
    if (open(deliveryId).isPresent()) {
      released(deliveryId);
    }
  }

  /** An upload is gone; not synced, as aborting it again does no harm. */
  void aborted(String deliveryId, String uploadId) {
    append(List.of(new JournalLine.Aborted(deliveryId, uploadId)));
  }

  /** The object is remembered elsewhere; not synced, as a lost line costs a look at a file. */
  void settled(String object) {
    append(List.of(new JournalLine.Settled(object)));
  }

  /** The store may hold an object of this id that was not proven, and nobody must rely on it. */
  void distrust(String deliveryId) {
    write(new JournalLine.Distrusted(deliveryId, Instant.now()));
  }

  synchronized boolean distrusts(String deliveryId) {
    return state.distrusts(deliveryId);
  }

  /** What the last process had not brought to its end. */
  Collection<OpenDelivery> leftBehind() {
    return leftBehind;
  }

  /** This node's name. */
  String node() {
    return node;
  }

  /** Notes something; it survives what it must when this returns. */
  void write(JournalLine line) {
    write(List.of(line), survives);
  }

  /** Notes several things; they survive what they must when this returns. */
  void write(List<? extends JournalLine> lines) {
    write(lines, survives);
  }

  /**
   * Notes something; where it is known again without this line, it need not outlive the machine.
   */
  void write(JournalLine line, boolean knownAgain) {
    write(List.of(line), knownAgain ? Survives.PROCESS : survives);
  }

  private void write(List<? extends JournalLine> lines, Survives what) {
    AppendLog.Batch batch = append(lines);
    if (batch == null) {
      return;
    }
    try {
      file.keep(batch, what == Survives.MACHINE);
      if (file.isLong()) {
        compact();
      }
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "write the journal", file.path(), e);
    }
  }

  synchronized List<OpenDelivery> open(String flow, String sourceName) {
    return state.of(flow, sourceName);
  }

  synchronized Optional<OpenDelivery> open(String deliveryId) {
    return state.delivery(deliveryId);
  }

  synchronized Optional<Publication> publication(String object) {
    return state.publication(object);
  }

  /** The deliveries of a flow that have not ended. */
  synchronized List<OpenDelivery> ofFlow(String flow) {
    return state.deliveries().stream().filter(open -> open.receipt().flow().equals(flow)).toList();
  }

  /** Whether nothing is under way or left to be cleaned up. */
  synchronized boolean isEmpty() {
    return state.isEmpty();
  }

  /** Lets the folder go as death does, with what waits in memory lost. */
  void abandon() throws IOException {
    lock.close();
  }

  @Override
  public void close() {
    if (file == null) {
      return;
    }
    try (lock) {
      for (String flow : endedFlows()) {
        forget(flow);
      }
      file.close();
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "close the journal", file.path(), e);
    }
  }

  /** State and file see lines in the same order. */
  private AppendLog.Batch append(List<? extends JournalLine> lines) {
    byte[] json = file == null ? null : file.json(lines);
    synchronized (this) {
      lines.forEach(state::apply);
      return file == null ? null : file.add(json);
    }
  }

  private synchronized Set<String> endedFlows() {
    return ended.flows();
  }

  /** What can't be made safe elsewhere stays in the journal, for a later time. */
  private void forget(String flow) {
    EndedDeliveries.Due due;
    synchronized (this) {
      due = ended.of(flow);
    }
    try {
      receiptsSafe.run();
      sourcesSafe.getOrDefault(flow, () -> {}).run();
    } catch (SaddlebagException e) {
      LOG.warn("{} keeps delivered files of '{}' in mind: {}", file.path(), flow, e.getMessage());
      return;
    }
    synchronized (this) {
      file.add(
          file.json(
              ended.remove(due).stream()
                  .filter(id -> state.delivery(id).isEmpty())
                  .map(JournalLine.Ended::new)
                  .toList()));
    }
  }

  /** No line can come in between, so that the file has all that the state has. */
  private synchronized void compact() throws IOException {
    List<JournalLine> lines = new ArrayList<>(state.lines());
    ended.keepDelivered().map(JournalLine.Delivered::new).forEach(lines::add);
    file.replace(lines);
  }

  private static void closeQuietly(FolderLock lock, IOException cause) {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
