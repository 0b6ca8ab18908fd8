package org.saddlebag.camel.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.saddlebag.audit.AuditTrail;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.FlowFigures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.FlowObserver;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.camel.RouteError;
import org.saddlebag.camel.observe.Observation;
import org.saddlebag.camel.sign.FileSigning;
import org.saddlebag.delivery.PausedFlows;
import org.saddlebag.errors.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs flows: until somebody stops the process, or until what is there is worked off. Everything is
 * checked first, and what a killed process left in the store is cleared away. One runner runs once.
 */
public final class FlowRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final FlowServices services;
  private final RouteFiles routes;
  private final Path properties;
  private final Duration shutdownTimeout;
  private final FlowLedger ledger = new FlowLedger();
  private final SourcePolls polls = new SourcePolls(ledger);
  private final FlowPauses pauses;
  private final Map<String, Object> beans = new HashMap<>();
  private FileSigning signing;
  private Preflight preflight = FlowRunner::unguarded;
  private Observation observation;
  private AuditTrail trail;
  private Main main;
  private volatile boolean stopRequested;

  /**
   * A runner.
   *
   * @param services what the steps work with
   * @param routes the route templates and flows
   * @param propertiesOrNull the file whose values flows may use as {@code {{name}}}
   * @param shutdownTimeout how long deliveries under way may take to end when the process is
   *     stopped; afterwards they are given up and done again at the next start
   */
  public FlowRunner(
      FlowServices services, RouteFiles routes, Path propertiesOrNull, Duration shutdownTimeout) {
    this.services = services;
    this.routes = routes;
    this.properties = propertiesOrNull;
    this.shutdownTimeout = shutdownTimeout;
    this.pauses = new FlowPauses(new PausedFlows(services.state().directory()), ledger, routes);
  }

  /**
   * Gives the routes one more bean, for example the clients for Camel's own AWS components.
   *
   * @param name the name in the registry
   * @param bean the bean
   */
  public void bind(String name, Object bean) {
    beans.put(name, bean);
  }

  /**
   * Has receipts and checkpoints of the audit trail signed while the flows run.
   *
   * @param how by whom and how often
   */
  public void sign(FileSigning how) {
    signing = how;
    how.beans().forEach(this::bind);
  }

  /**
   * Has the buckets of those flows judged that ask for it. Without this, such flows are refused.
   *
   * @param judge is asked once for each of them, before anything moves
   */
  public void guard(Preflight judge) {
    preflight = judge;
  }

  private static Optional<Refused> unguarded(FlowDeclaration flow, String level) {
    return Optional.of(
        new Refused(
            RouteError.START_FAILED,
            "%s asks for preflight=%s, and nobody here can judge".formatted(flow, level)));
  }

  /**
   * Tells somebody of every end of a delivery.
   *
   * @param observer is called on the deliveries' threads
   */
  public void observe(FlowObserver observer) {
    ledger.observe(observer);
  }

  /**
   * Has the flows watched over while they run, until somebody stops the process.
   *
   * @param how health, metrics and alarms
   * @param trailOrNull the audit trail, or null where there is none
   */
  public void watch(Observation how, AuditTrail trailOrNull) {
    observation = how;
    trail = trailOrNull;
  }

  /** Lets {@link #run} or {@link #runOnce} come to its end; returns at once. */
  public void requestStop() {
    stopRequested = true;
  }

  /**
   * Starts the flows and returns.
   *
   * @throws Refused if anything is wrong with the flows; one message names all of it
   */
  public void start() {
    start(false);
  }

  /**
   * Runs the flows until the process is asked to stop.
   *
   * @return what was done
   * @throws Refused if anything is wrong with the flows; one message names all of it
   */
  public FlowSummary run() {
    start(false);
    await(() -> false);
    return stop();
  }

  /**
   * Works off what is there, in all directories and prefixes and with what the flows hand each
   * other, then stops.
   *
   * @return what was done
   * @throws Refused if anything is wrong with the flows; one message names all of it
   */
  public FlowSummary runOnce() {
    start(true);
    WorkedOff workedOff = new WorkedOff(ledger, routes, polls);
    await(() -> workedOff.now() && isSigned());
    return stop();
  }

  private boolean isSigned() {
    return signing == null || signing.done(main.getCamelContext());
  }

  private void start(boolean once) {
    main = new Utf8Main();
    RunnerSettings.apply(main.configure(), routes, shutdownTimeout);
    main.addInitialProperty(RunnerSettings.KAMELETS, RunnerSettings.kamelets(routes));
    if (properties != null) {
      main.setPropertyPlaceholderLocations("file:" + properties.toAbsolutePath());
    }
    beans.forEach(main::bind);
    Beans.of(services, ledger).forEach(main::bind);
    main.addMainListener(new StartChecks(services, routes, preflight, polls, pauses, once));
    // The endpoint is ours to open, see camel.observe; Camel would do it by the same settings.
    main.addOverrideProperty("camel.management.enabled", "false");
    if (observation != null && !once) {
      main.addMainListener(new ObservedFlows(observation, routes, ledger, services, trail));
    }
    try {
      main.start();
      pauses.watch(main.getCamelContext());
      if (signing != null) {
        signing.start(main.getCamelContext());
      }
      if (observation != null) {
        observation.announce();
      }
    } catch (Exception e) {
      stopCamel();
      throw startFailure(e);
    }
    LOG.info(
        "{}",
        routes.flows().stream()
            .map(flow -> flow.name() + " (" + flow.template() + ")")
            .collect(Collectors.joining(", ", "watching: ", "")));
  }

  private static RuntimeException startFailure(Exception failure) {
    return Failures.isOurs(failure)
        ? Failures.ours(failure)
        : new Refused(RouteError.START_FAILED, Failures.rootOf(failure).toString(), failure);
  }

  /** How a flow stands. */
  FlowFigures figures(String flow) {
    return ledger.figures(flow);
  }

  /** The context while flows run, for tests that call them. */
  CamelContext context() {
    return main.getCamelContext();
  }

  private void await(java.util.function.BooleanSupplier done) {
    try {
      while (main.getShutdownStrategy().isRunAllowed() && !stopRequested && !done.getAsBoolean()) {
        main.getShutdownStrategy().await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What was done so far.
   *
   * @return counts by flow
   */
  public FlowSummary summary() {
    return ledger.summary();
  }

  /**
   * The flows that an operator has paused.
   *
   * @return their names
   */
  public List<String> paused() {
    return routes.flows().stream().map(FlowDeclaration::name).filter(ledger::isPaused).toList();
  }

  /**
   * Takes up no new work and lets deliveries end.
   *
   * @return what was done
   */
  public FlowSummary stop() {
    if (main != null) {
      stopCamel();
      LOG.info("done: {}", ledger.summary());
    }
    return ledger.summary();
  }

  private void stopCamel() {
    main.stop();
    main = null;
  }

  @Override
  public void close() {
    stop();
  }
}
