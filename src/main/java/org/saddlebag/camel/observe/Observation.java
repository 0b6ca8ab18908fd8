package org.saddlebag.camel.observe;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.saddlebag.audit.AuditTrail;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.claims.Claims;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.settings.ManagementSettings;
import org.saddlebag.settings.ServiceCall;

/** Watches over the flows of one run, for operators. */
public final class Observation {

  /** Often enough for people, seldom enough for a directory of 100,000 files. */
  private static final Duration ROUND = Duration.ofSeconds(15);

  private final ManagementSettings settings;
  private final Path state;
  private final Clock clock;
  private final StoreWatch storeWatch = new StoreWatch();
  private final PrometheusMeterRegistry registry;
  private final Meters meters;
  private URI where;

  /**
   * Nothing is open yet.
   *
   * @param settingsOrNull the endpoint, or null for none; then there are alarms in the log alone
   * @param state the state folder
   * @param clock the time
   */
  public Observation(ManagementSettings settingsOrNull, Path state, Clock clock) {
    this.settings = settingsOrNull;
    this.state = state;
    this.clock = clock;
    this.registry = settings == null ? null : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.meters = settings == null ? null : new Meters(registry);
  }

  /**
   * Whether somebody wants to know of calls, so that measuring them pays.
   *
   * @return false where there is no endpoint
   */
  public boolean wantsCalls() {
    return settings != null;
  }

  /**
   * A call of S3 or KMS has ended.
   *
   * @param call what came of it
   */
  public void called(ServiceCall call) {
    storeWatch.called(call);
    meters.called(call);
  }

  /**
   * Begins to watch, before any flow starts.
   *
   * @param context configured, not started
   * @param flows the flows
   * @param ledger what they do
   * @param store their store
   * @param trailOrNull the audit trail, or null where there is none
   * @param claimsOrNull the claims of flows that are shared, or null where there is no database
   * @throws Exception if the endpoint can't be opened
   */
  public void begin(
      CamelContext context,
      List<ObservedFlow> flows,
      FlowLedger ledger,
      ObjectStore store,
      AuditTrail trailOrNull,
      Claims claimsOrNull)
      throws Exception {
    SilenceWatch silence = new SilenceWatch(flows, clock, new SeenTimes(state));
    ledger.observe(silence);
    if (settings != null) {
      measure(flows, ledger, store, trailOrNull, silence);
      check(context, flows, ledger, trailOrNull, silence);
      if (claimsOrNull != null) {
        register(context, HealthCheckRegistry.get(context), Checks.database(claimsOrNull));
      }
      where = new Endpoint(settings).open(context, registry);
    } else {
      Endpoint.requireNoOther(context);
    }
    if (settings != null || !silence.flows().isEmpty()) {
      Rounds rounds = new Rounds(context, flows, ledger, store, storeWatch, silence, meters, clock);
      ScheduledExecutorService executor =
          context
              .getExecutorServiceManager()
              .newSingleThreadScheduledExecutor(this, "saddlebag-rounds");
      Future<?> unused =
          executor.scheduleWithFixedDelay(rounds, 1, ROUND.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Says where the endpoint is, once Camel has started. */
  public void announce() {
    if (where != null) {
      Endpoint.announce(where);
    }
  }

  private void measure(
      List<ObservedFlow> flows,
      FlowLedger ledger,
      ObjectStore store,
      AuditTrail trailOrNull,
      SilenceWatch silence) {
    flows.forEach(flow -> meters.flow(flow.name(), ledger, silence));
    meters.buffers(store);
    if (trailOrNull != null) {
      meters.audit(trailOrNull);
    }
  }

  private void check(
      CamelContext context,
      List<ObservedFlow> flows,
      FlowLedger ledger,
      AuditTrail trailOrNull,
      SilenceWatch silence) {
    HealthCheckRegistry checks = HealthCheckRegistry.get(context);
    checks.setEnabled(true);
    flows.forEach(flow -> register(context, checks, Checks.flow(flow.name(), ledger)));
    silence
        .flows()
        .forEach(flow -> register(context, checks, Checks.silence(flow.name(), silence)));
    register(context, checks, Checks.store(storeWatch));
    register(context, checks, Checks.state(state));
    if (trailOrNull != null) {
      register(context, checks, Checks.audit(trailOrNull));
    }
  }

  private static void register(
      CamelContext context, HealthCheckRegistry checks, HealthCheck check) {
    org.apache.camel.CamelContextAware.trySetCamelContext(check, context);
    checks.register(check);
  }
}
