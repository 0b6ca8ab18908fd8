package org.saddlebag.camel.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.saddlebag.audit.AuditTrail;
import org.saddlebag.camel.FlowFigures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.watch.Backlog;
import org.saddlebag.s3.BufferUse;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.settings.ServiceCall;

/**
 * The meters. Labels are flows, services, their operations and outcomes; never an object's key or a
 * file's name. Prometheus sees the dots as {@code _}, with the unit behind the name.
 */
final class Meters {

  /** From a loopback's answer to a slow part, in seconds. */
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private static final String FLOW = "flow";

  private final MeterRegistry registry;
  private final Map<String, Backlog> backlogs = new ConcurrentHashMap<>();

  Meters(MeterRegistry registry) {
    this.registry = registry;
    new JvmMemoryMetrics().bindTo(registry);
  }

  /** All that is known of a flow, with zeros before it does anything. */
  void flow(String name, FlowLedger ledger, SilenceWatch silence) {
    Supplier<FlowFigures> figures = () -> ledger.figures(name);
    deliveries(name, ledger, "delivered", FlowFigures::delivered);
    deliveries(name, ledger, "failed", FlowFigures::failed);
    counter("saddlebag.delivered", name, ledger, FlowFigures::bytes)
        .baseUnit("bytes")
        .description("Content of what was delivered.")
        .register(registry);
    counter("saddlebag.attempts.retried", name, ledger, FlowFigures::retried)
        .description("Attempts that failed and were followed by another.")
        .register(registry);
    gauge("saddlebag.deliveries.in.flight", name, () -> figures.get().inFlight())
        .description("Deliveries under way.")
        .register(registry);
    gauge("saddlebag.last.success.timestamp", name, () -> seconds(figures.get()))
        .baseUnit("seconds")
        .description("When a delivery last ended well, since 1970; NaN before the first one.")
        .register(registry);
    gauge("saddlebag.flow.out.of.reach", name, () -> figures.get().outOfReach() ? 1 : 0)
        .description("1 while the flow's directory or prefix can't be looked at.")
        .register(registry);
    gauge("saddlebag.flow.paused", name, () -> ledger.isPaused(name) ? 1 : 0)
        .description("1 while an operator has paused the flow.")
        .register(registry);
    gauge("saddlebag.flow.silent", name, () -> silence.silent(name) ? 1 : 0)
        .description("1 while the flow has seen nothing for longer than its alarmAfter.")
        .register(registry);
  }

  private void deliveries(
      String flow, FlowLedger ledger, String outcome, ToDoubleFunction<FlowFigures> value) {
    counter("saddlebag.deliveries", flow, ledger, value)
        .tag("outcome", outcome)
        .description("Deliveries that have ended.")
        .register(registry);
  }

  private static FunctionCounter.Builder<FlowLedger> counter(
      String name, String flow, FlowLedger ledger, ToDoubleFunction<FlowFigures> value) {
    return FunctionCounter.builder(name, ledger, from -> value.applyAsDouble(from.figures(flow)))
        .tag(FLOW, flow);
  }

  private static Gauge.Builder<Supplier<Number>> gauge(
      String name, String flow, Supplier<Number> value) {
    return Gauge.builder(name, value).tag(FLOW, flow);
  }

  private static double seconds(FlowFigures figures) {
    return figures.lastDelivered() == null
        ? Double.NaN
        : figures.lastDelivered().toEpochMilli() / 1000.0;
  }

  /** What lies in a flow's directory; shown from the first time on. */
  void backlog(String flow, Backlog backlog) {
    if (backlogs.put(flow, backlog) == null) {
      gauge("saddlebag.files.waiting", flow, () -> backlogs.get(flow).files())
          .description("Files that are not delivered yet, at the last count.")
          .register(registry);
      gauge("saddlebag.oldest.waiting", flow, () -> backlogs.get(flow).oldest().toMillis() / 1000.0)
          .baseUnit("seconds")
          .description("How long the oldest of them has waited, at the last count.")
          .register(registry);
    }
  }

  /** The memory for parts. */
  void buffers(ObjectStore store) {
    bytes("saddlebag.part.buffer.used", store, BufferUse::usedBytes)
        .description("Memory for parts that transfers hold.")
        .register(registry);
    bytes("saddlebag.part.buffer.capacity", store, BufferUse::totalBytes)
        .description("All memory for parts.")
        .register(registry);
    Supplier<Number> waiting = () -> store.bufferUse().waiting();
    Gauge.builder("saddlebag.part.buffer.waiting", waiting)
        .description("Transfers that wait for memory.")
        .register(registry);
  }

  private static Gauge.Builder<Supplier<Number>> bytes(
      String name, ObjectStore store, ToDoubleFunction<BufferUse> value) {
    Supplier<Number> bytes = () -> value.applyAsDouble(store.bufferUse());
    return Gauge.builder(name, bytes).baseUnit("bytes");
  }

  /** The audit trail. */
  void audit(AuditTrail trail) {
    FunctionCounter.builder("saddlebag.audit.lines", trail, AuditTrail::lines)
        .description("Lines of the audit trail, since the start.")
        .register(registry);
  }

  /** One call of S3 or KMS. */
  void called(ServiceCall call) {
    Timer.builder("saddlebag.service.call")
        .tags("service", call.service(), "operation", call.operation())
        .tag("outcome", call.outcome().name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(LATENCIES)
        .description("Calls of S3 and KMS, with all their attempts.")
        .register(registry)
        .record(call.duration());
    Counter.builder("saddlebag.service.retries")
        .tag("service", call.service())
        .description("Attempts that the client repeated by itself.")
        .register(registry)
        .increment(call.retries());
  }
}
