package org.saddlebag.camel.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.saddlebag.camel.FlowObserver;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the alarm for flows that have seen nothing for too long; the next delivery, good or bad,
 * ends it. Safe for use by several threads.
 */
final class SilenceWatch implements FlowObserver {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final List<ObservedFlow> flows;
  private final Clock clock;
  private final SeenTimes times;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  /**
   * A watch.
   *
   * @param all flows; those without an alarm are passed by
   * @param clock the time
   * @param times what outlives a restart
   */
  SilenceWatch(List<ObservedFlow> all, Clock clock, SeenTimes times) {
    this.flows = all.stream().filter(flow -> flow.alarmAfter() != null).toList();
    this.clock = clock;
    this.times = times;
    flows.forEach(flow -> seen.put(flow.name(), times.of(flow.name()).orElse(clock.instant())));
  }

  List<ObservedFlow> flows() {
    return flows;
  }

  @Override
  public void delivered(String flow, String what) {
    saw(flow);
  }

  @Override
  public void failed(String flow, String source, SaddlebagException why) {
    saw(flow);
  }

  private void saw(String flow) {
    seen.computeIfPresent(flow, (name, before) -> clock.instant());
    if (silent.remove(flow)) {
      LOG.info("{}: sees something again", flow);
    }
  }

  /** Says once of each flow that it is silent, and keeps what was seen. */
  void look() {
    Instant now = clock.instant();
    for (ObservedFlow flow : flows) {
      Instant last = seen.get(flow.name());
      if (Duration.between(last, now).compareTo(flow.alarmAfter()) > 0 && silent.add(flow.name())) {
        LOG.warn(
            "{}: has seen nothing since {}, longer than its alarmAfter of {}: look at what should"
                + " feed it, or raise alarmAfter",
            flow.name(),
            last,
            flow.alarmAfter());
      }
      times.keep(flow.name(), last);
    }
  }

  boolean silent(String flow) {
    return silent.contains(flow);
  }

  Instant lastSeen(String flow) {
    return seen.get(flow);
  }
}
