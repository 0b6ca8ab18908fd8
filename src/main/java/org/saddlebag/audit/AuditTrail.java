package org.saddlebag.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.saddlebag.delivery.AppendLog;
import org.saddlebag.delivery.DeliveryWitness;
import org.saddlebag.delivery.Disk;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.keys.KeyEvent;
import org.saddlebag.keys.KeyWitness;

/**
 * Notes every use of a master key and every delivery. A data key that seals is noted with the
 * operating system before anybody has it, and on the disk before its object counts as delivered; a
 * data key that opens is noted on the disk before anybody has it. What can't be noted does not
 * happen. Safe for use by several threads.
 */
public final class AuditTrail implements KeyWitness, DeliveryWitness, AutoCloseable {

  /** As many processes at once may share a folder. */
  private static final int LANES = 256;

  private final Path folder;
  private final Lane lane;
  private final EarlySync early;
  private final Who who;
  private final Clock clock;
  private volatile boolean awaited;
  private final Map<String, Long> underWay = Collections.synchronizedMap(new Lately());
  private final AtomicLong lines = new AtomicLong();
  private volatile FileUnavailable trouble;

  private AuditTrail(Path folder, Lane lane, Who who, Clock clock) {
    this.folder = folder;
    this.lane = lane;
    this.early = new EarlySync(lane);
    this.who = who;
    this.clock = clock;
  }

  /**
   * Opens the trail and takes the first lane that no other process has.
   *
   * @param folder made where it is missing
   * @param who stands in every line
   * @param clock the time in the lines
   * @return to be closed
   * @throws FileUnavailable if it can't be written
   */
  public static AuditTrail open(Path folder, Who who, Clock clock) {
    return open(folder, who, clock, AppendLog.FILES);
  }

  static AuditTrail open(Path folder, Who who, Clock clock, AppendLog.Opener opener) {
    try {
      for (int number = 1; number <= LANES; number++) {
        Path lane = LaneFiles.lane(folder, number);
        Disk.createDirectories(lane);
        Optional<Lane> taken = Lane.open(lane, clock, who, opener);
        if (taken.isPresent()) {
          return new AuditTrail(folder, taken.get(), who, clock);
        }
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    throw new Refused(
        AuditError.AUDIT_LANES, "%d processes write the audit trail %s".formatted(LANES, folder));
  }

  @Override
  public void saw(KeyEvent event) {
    Lane.Ticket ticket = append(line(event));
    if (event.act() == KeyEvent.Act.GENERATE && event.failure() == null) {
      underWay.put(event.use().dataKey(), ticket.seq());
    }
    boolean opens = event.act() == KeyEvent.Act.UNWRAP && event.failure() == null;
    settle(ticket, opens);
    // Batches wait for the disk once for many files: to hurry for each would only cost them.
    if (!opens && awaited) {
      early.soon(ticket);
    }
  }

  /**
   * The use of the key must be on the disk. Where it is there already, as it mostly is, nobody
   * waits for one more sync: the receipt has all that this line has.
   */
  @Override
  public void delivered(Receipt receipt, boolean lasting) {
    if (lasting) {
      awaited = true;
    }
    Receipt.Seal seal = receipt.envelope();
    Receipt.Target target = receipt.object();
    AuditEvent line =
        new AuditEvent("delivered", clock.instant())
            .with("flow", receipt.flow())
            .with("key", seal == null ? null : seal.masterKey())
            .with("keyVersion", seal == null ? null : seal.masterKeyVersion())
            .with("dataKey", seal == null ? null : seal.dataKey())
            .with("object", "s3://" + target.bucket() + "/" + target.key())
            .with("version", target.version())
            .with("delivery", receipt.delivery())
            .with("outcome", "done")
            .with("kmsRequest", seal == null ? null : seal.kmsRequestId())
            .with("s3Request", receipt.evidence().requestId())
            .by(who);
    Long made = underWay.remove(seal == null ? null : seal.dataKey());
    settle(append(line), lasting && (made == null || !lane.isOnDisk(made)));
  }

  @Override
  public void sync() {
    try {
      lane.sync();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Notes that a file was signed, so that it is missed when it is gone.
   *
   * @param file its name in the state folder
   * @param hash its SHA-256 in base64
   */
  public void signed(String file, String hash) {
    settle(
        append(
            new AuditEvent("signed", clock.instant())
                .with("file", file)
                .with("fileHash", hash)
                .by(who)),
        true);
  }

  /**
   * How many lines were written since it was opened.
   *
   * @return from 0
   */
  public long lines() {
    return lines.get();
  }

  /**
   * Why the last line could not be written.
   *
   * @return empty when it could, or when there was none yet
   */
  public Optional<FileUnavailable> trouble() {
    return Optional.ofNullable(trouble);
  }

  private AuditEvent line(KeyEvent event) {
    RuntimeException failure = event.failure();
    AuditEvent line =
        new AuditEvent(
                event.act() == KeyEvent.Act.GENERATE ? "generate" : "unwrap", clock.instant())
            .with("flow", event.occasion().flow())
            .with("key", event.use().masterKey())
            .with("keyVersion", event.use().version())
            .with("suite", event.suite().id())
            .with("wrap", event.wrap() == null ? null : event.wrap().v2Name())
            .with("dataKey", event.use().dataKey())
            .with("object", event.occasion().object())
            .with("version", event.occasion().version())
            .with("outcome", failure == null ? "done" : "failed");
    if (failure instanceof SaddlebagException ours) {
      line.with("code", ours.code().id()).with("reason", ours.what());
    } else if (failure != null) {
      line.with("code", "unforeseen").with("reason", failure.getClass().getSimpleName());
    }
    return line.with("kmsRequest", event.use().requestId())
        .with("s3Request", event.occasion().storeRequest())
        .by(who);
  }

  private Lane.Ticket append(AuditEvent line) {
    try {
      return lane.append(line);
    } catch (IOException e) {
      throw noted(unwritable(folder, e));
    }
  }

  private void settle(Lane.Ticket ticket, boolean onDisk) {
    try {
      if (onDisk) {
        lane.await(ticket);
      } else {
        lane.flush(ticket);
      }
      lines.incrementAndGet();
      trouble = null;
    } catch (IOException e) {
      throw noted(unwritable(folder, e));
    }
  }

  private FileUnavailable noted(FileUnavailable why) {
    trouble = why;
    return why;
  }

  private static FileUnavailable unwritable(Path folder, IOException e) {
    AuditError code =
        Disk.isFull(folder, e) ? AuditError.AUDIT_DISK_FULL : AuditError.AUDIT_UNWRITABLE;
    return new FileUnavailable(
        code,
        "the audit trail in %s can't be written, so no key is used: %s"
            .formatted(folder, Disk.reason(e)),
        e);
  }

  /** The lines of data keys whose objects are not delivered yet; what failed is forgotten. */
  private static final class Lately extends LinkedHashMap<String, Long> {
    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > REMEMBERED;
    }
  }

  @Override
  public void close() {
    early.close();
    try {
      lane.close();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }
}
