package org.saddlebag.camel.watch;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultConsumer;
import org.saddlebag.camel.CloseOnStop;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.FoundFile;
import org.saddlebag.delivery.AfterDelivery;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.delivery.FailedFolder;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.delivery.SourceRelease;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugs into Camel's {@code file:} consumer as its {@code filter}, {@code pollStrategy} and {@code
 * processStrategy}: a file is taken when it is whole, once, and leaves its place when its delivery
 * is proven or given up. One bean for each flow, made by its route template.
 */
public final class DirectoryWatch extends WatchSettings
    implements GenericFileFilter<File>,
        PollingConsumerPollStrategy,
        GenericFileProcessStrategy<File>,
        CamelContextAware {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");
  private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(10);

  private CamelContext context;
  private FlowLedger ledger;
  private DeliveryState state;
  private SourceRelease release;
  private FileSelection selection;
  private volatile WatchedFlow flow;
  private Instant nextExpiry = Instant.MIN;
  private String lastTrouble = "";

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    String name = ((DefaultConsumer) consumer).getRouteId();
    if (flow == null) {
      open(name);
    }
    ledger.pollBegins(name);
    selection.pollBegins();
    return true;
  }

  /** Finishes what a killed process left half done, before the first file is looked at. */
  private void open(String name) {
    ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    state = CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
    release =
        new SourceRelease(
            name, root(), afterDelivery(name), state.journal(), state.failpoints(), state.clock());
    release.recover();
    selection = new FileSelection(this, this::kept);
    FailedFolder failed = new FailedFolder(name, root(), failedFolder(), state.clock());
    flow = new WatchedFlow(name, doneFileOrNull(), release, failed, ledger);
  }

  private AfterDelivery afterDelivery(String name) {
    return switch (after()) {
      case move -> new AfterDelivery.MoveTo(doneFolder(), retentionOrNull());
      case delete -> new AfterDelivery.Delete();
      case keep ->
          new AfterDelivery.Keep(
              CloseOnStop.of(context, DeliveredObjects.open(state.directory(), name)));
    };
  }

  private boolean kept(Path path) {
    if (after() != AfterSource.keep) {
      return false;
    }
    try {
      String relative = root().relativize(path).toString().replace(File.separatorChar, '/');
      return release.isKept(SourceFile.open(root(), relative, links()).description());
    } catch (SaddlebagException e) {
      return false;
    }
  }

  @Override
  public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
    selection.pollEnds(((GenericFileEndpoint<?>) endpoint).getMaxMessagesPerPoll());
    lastTrouble = "";
    ledger.pollEnds(((DefaultConsumer) consumer).getRouteId(), polledMessages, selection.waiting());
    Instant now = state.clock().instant();
    if (!now.isBefore(nextExpiry)) {
      nextExpiry = now.plus(EXPIRY_INTERVAL);
      release.expire();
    }
  }

  /** Says once, not at every poll, why a directory can't be watched. */
  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception cause) {
    if (ledger != null) {
      ledger.pollFailed(((DefaultConsumer) consumer).getRouteId());
    }
    if (!cause.toString().equals(lastTrouble)) {
      lastTrouble = cause.toString();
      LOG.error(
          "{}: can't watch {}: {}",
          ((DefaultConsumer) consumer).getRouteId(),
          root(),
          cause.toString());
    }
    return false;
  }

  @Override
  public boolean accept(GenericFile<File> file) {
    return selection.accept(file.getFile(), file.isDirectory());
  }

  @Override
  public void prepareOnStartup(
      GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {}

  @Override
  public boolean begin(
      GenericFileOperations<File> operations,
      GenericFileEndpoint<File> endpoint,
      Exchange exchange,
      GenericFile<File> file) {
    FoundFile found = FoundFile.of(file);
    return !selection.awaited(found.path()) && flow.begin(exchange, found);
  }

  @Override
  public void abort(
      GenericFileOperations<File> operations,
      GenericFileEndpoint<File> endpoint,
      Exchange exchange,
      GenericFile<File> file) {}

  @Override
  public void commit(
      GenericFileOperations<File> operations,
      GenericFileEndpoint<File> endpoint,
      Exchange exchange,
      GenericFile<File> file) {
    flow.completed(exchange, FoundFile.of(file));
  }

  @Override
  public void rollback(
      GenericFileOperations<File> operations,
      GenericFileEndpoint<File> endpoint,
      Exchange exchange,
      GenericFile<File> file) {
    flow.failed(exchange, FoundFile.of(file));
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }
}
