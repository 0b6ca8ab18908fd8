package org.saddlebag.camel.watch;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.CloseOnStop;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.FoundFile;
import org.saddlebag.camel.SharedSources;
import org.saddlebag.camel.Slots;
import org.saddlebag.claims.Claim;
import org.saddlebag.claims.Work;
import org.saddlebag.delivery.AfterDelivery;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.delivery.DeliverySource;
import org.saddlebag.delivery.FailedFolder;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.delivery.SourceDescription;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.delivery.SourceRelease;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to the files of one flow before and after their delivery. Safe for use by several
 * threads.
 */
final class WatchedFlow {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final String name;
  private final WatchSettings settings;
  private final DoneFiles doneFiles;
  private final SourceRelease release;
  private final FailedFolder failedFolder;
  private final FlowLedger ledger;
  private final SharedSources sources;

  /** Delivered, and not at their end, because the done folder, for example, could not take them. */
  private final Map<Path, Unreleased> unreleased = new ConcurrentHashMap<>();

  private record Unreleased(SourceFile source, Receipt receipt) {}

  private WatchedFlow(
      String name,
      WatchSettings settings,
      DoneFiles doneFiles,
      SourceRelease release,
      Clock clock,
      FlowLedger ledger,
      SharedSources sources) {
    this.name = name;
    this.settings = settings;
    this.doneFiles = doneFiles;
    this.release = release;
    this.failedFolder = new FailedFolder(name, settings.root(), settings.failedFolder(), clock);
    this.ledger = ledger;
    this.sources = sources;
  }

  /**
   * Opens what a flow remembers, and finishes what a killed process left half done.
   *
   * @param context knows the ledger and the state
   * @param name the flow's name
   * @param settings how its directory is watched
   * @return to be used until the context stops
   */
  static WatchedFlow open(CamelContext context, String name, WatchSettings settings) {
    FlowLedger ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    DeliveryState state =
        CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
    AfterDelivery after =
        switch (settings.after()) {
          case move -> new AfterDelivery.MoveTo(settings.doneFolder(), settings.retentionOrNull());
          case delete -> new AfterDelivery.Delete();
          case keep ->
              new AfterDelivery.Keep(
                  CloseOnStop.of(context, DeliveredObjects.open(state.directory(), name)));
        };
    SourceRelease release = release(name, settings, after, state);
    DoneFiles doneFiles = new DoneFiles(name, settings.root(), settings.doneFileOrNull());
    release.recover(doneFiles::remove);
    SharedSources sources =
        SharedSources.of(context, name, settings.shared(), settings.after() == AfterSource.keep);
    return new WatchedFlow(name, settings, doneFiles, release, state.clock(), ledger, sources);
  }

  private static SourceRelease release(
      String name, WatchSettings settings, AfterDelivery after, DeliveryState state) {
    return settings.shared()
        ? SourceRelease.amongNodes(
            name, settings.root(), after, state.journal(), state.failpoints(), state.clock())
        : new SourceRelease(
            name, settings.root(), after, state.journal(), state.failpoints(), state.clock());
  }

  /** Whether a file was delivered before and stays in its place. */
  boolean isKept(String file) {
    if (settings.after() != AfterSource.keep) {
      return false;
    }
    try {
      return release.isKept(SourceFile.open(settings.root(), file, settings.links()).description());
    } catch (SaddlebagException e) {
      return false;
    }
  }

  /** Deletes done files whose time has passed. */
  void expire() {
    release.expire();
  }

  /**
   * Whether a file is to be delivered now: it is still there, and not waiting for its release. Of a
   * shared flow it is claimed before.
   *
   * @return false when there is nothing to deliver
   */
  boolean begin(FoundFile file) {
    Path path = file.path();
    if (unreleased.containsKey(path)) {
      return false;
    }
    // First the claim, then the look: what another node has let go is not there any more then.
    if (!isThere(path)) {
      sources.drop(file.relative());
      return false;
    }
    ledger.begins(name);
    return true;
  }

  /**
   * Whether a file that was found whole, and may have waited since, is whole still.
   *
   * @param seen what was seen then
   * @return false when only the next look can tell
   */
  boolean isStill(FoundFile file, Seen seen) {
    return Seen.now(file.path()).equals(seen) && doneFiles.allow(file.path());
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * What has come of an attempt to claim files.
   *
   * @param seen how many of them are there
   * @param changed how many of those are not as they were found
   * @param ours those that are ours to deliver, with their sizes in bytes
   */
  record Claimed(int seen, int changed, Map<FoundFile, Long> ours) {}

  /** Claims files of a shared flow, all at once; those that are ours are to be ended. */
  Claimed claim(List<Work> hints) {
    Map<String, SourceDescription> looked = new HashMap<>();
    Map<String, String> contents = new LinkedHashMap<>();
    int changed = 0;
    for (Work hint : hints) {
      FoundFile file = new FoundFile(settings.root(), hint.name());
      // Much of what was listed others have delivered by now: no question for the database.
      if (isThere(file.path())) {
        try {
          SourceDescription source = look(file);
          if (isWhole(source, file, hint)) {
            looked.put(hint.name(), source);
            contents.put(hint.name(), SourceRelease.content(source));
          } else {
            changed++;
          }
        } catch (SaddlebagException e) {
          contents.put(hint.name(), unseen(e));
        }
      }
    }
    return new Claimed(contents.size() + changed, changed, ours(contents, looked));
  }

  /** It may have gone since it was found, and another be written under its name. */
  private boolean isWhole(SourceDescription source, FoundFile file, Work hint) {
    return Seen.isStill(source, hint) && doneFiles.allow(file.path());
  }

  private Map<FoundFile, Long> ours(
      Map<String, String> contents, Map<String, SourceDescription> looked) {
    Map<FoundFile, Long> ours = new LinkedHashMap<>();
    if (contents.isEmpty()) {
      return ours;
    }
    Map<String, SharedSources.Whose> whose = sources.takeAll(contents);
    for (String file : contents.keySet()) {
      SourceDescription source = looked.get(file);
      SharedSources.Whose its = whose.get(file);
      if (its == SharedSources.Whose.OURS) {
        ours.put(new FoundFile(settings.root(), file), source == null ? 0 : source.sizeBytes());
      } else if (its == SharedSources.Whose.DONE && source != null) {
        remember(source);
      }
    }
    return ours;
  }

  private SourceDescription look(FoundFile file) {
    return SourceFile.open(settings.root(), file.relative(), settings.links()).description();
  }

  /** What can't be looked at is taken all the same: its delivery says why it fails. */
  private static String unseen(SaddlebagException why) {
    return why.code().id();
  }

  /** What tells a file's content from another of its name, as it is claimed with. */
  String content(FoundFile file) {
    try {
      return SourceRelease.content(look(file));
    } catch (SaddlebagException e) {
      return unseen(e);
    }
  }

  /** A file that is ours is not delivered now, and whoever likes may take it. */
  void leave(FoundFile file) {
    sources.giveBack(file.relative());
  }

  /** Another node has delivered a file that is there. */
  void remember(FoundFile file) {
    try {
      remember(look(file));
    } catch (SaddlebagException e) {
      LOG.debug("{}: {}", name, e.getMessage());
    }
  }

  /** Lets go what is delivered and could not be let go before; no look may find it again. */
  void releaseWaiting() {
    unreleased.forEach(
        (path, delivered) -> {
          if (release.finds(delivered.source(), delivered.receipt())) {
            release(path, delivered);
          }
        });
  }

  /** It saves the next look a question; without it, the next look asks again. */
  private void remember(SourceDescription source) {
    try {
      release.delivered(source);
    } catch (SaddlebagException e) {
      LOG.debug("{}: {}", name, e.getMessage());
    }
  }

  /** What keeps other nodes from a file that is ours. */
  Optional<Claim> claim(FoundFile file) {
    return sources.claim(file.relative());
  }

  /** A new look begins. */
  void pollBegins() {
    sources.pollBegins();
  }

  /** Why nothing can be taken now. */
  Optional<SaddlebagException> trouble() {
    return sources.trouble();
  }

  /** Releases what has a receipt; whatever else ended without a failure stays in its place. */
  void completed(Exchange exchange, FoundFile file) {
    DeliverySource delivered = Slots.SOURCE.in(exchange).orElse(null);
    Receipt receipt = Slots.RECEIPT.in(exchange).orElse(null);
    if (!(delivered instanceof SourceFile source) || receipt == null) {
      sources.giveBack(file.relative());
      ledger.leftAlone(name, file.relative());
      return;
    }
    release(file.path(), new Unreleased(source, receipt));
    ledger.delivered(name, receipt);
  }

  /** Parks what has failed for good. */
  void failed(Exchange exchange, FoundFile file) {
    if (Failures.interrupted(exchange)
        || Failures.ofTheClaim(exchange.getException())
        || !sources.stillOurs(file.relative())) {
      sources.giveBack(file.relative());
      ledger.leftAlone(name, file.relative());
      return;
    }
    SaddlebagException why = Failures.ours(exchange.getException());
    int attempts = Slots.FAILED_ATTEMPTS.in(exchange).orElse(1);
    try {
      failedFolder.park(file.relative(), why, attempts);
      sources.drop(file.relative());
      doneFiles.remove(file.relative());
    } catch (SaddlebagException e) {
      LOG.error("{}: {} stays in its place: {}", name, file.relative(), e.getMessage());
    } finally {
      sources.giveBack(file.relative());
      ledger.failed(name, file.relative(), attempts, why);
    }
  }

  private void release(Path path, Unreleased delivered) {
    try {
      release.release(delivered.source(), delivered.receipt(), doneFiles::remove);
      if (sources.shared()) {
        release.settle();
      }
      unreleased.remove(path);
      SourceDescription source = delivered.source().description();
      sources.done(source.name(), SourceRelease.content(source));
    } catch (SaddlebagException e) {
      unreleased.put(path, delivered);
      LOG.error("{}: {} is delivered and stays for now: {}", name, path, e.getMessage());
    }
  }
}
