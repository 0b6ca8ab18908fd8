package org.saddlebag.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.saddlebag.broker.Broker;
import org.saddlebag.broker.BrokerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the configured brokers' pools. */
final class Brokers {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.transport");

  private Brokers() {}

  /**
   * All brokers by name; none is spoken to yet.
   *
   * @param closeLater takes each as soon as it is made
   */
  static Map<String, Broker> of(List<BrokerSettings> settings, Consumer<Broker> closeLater) {
    Map<String, Broker> brokers = new TreeMap<>();
    for (BrokerSettings each : settings) {
      if (each.inTheClear()) {
        LOG.warn(
            "{} is spoken to without TLS, by saddlebag.brokers.{}.allow-plain-{}=true: whoever"
                + " listens reads messages and password, and can change both",
            each,
            each.name(),
            each.uri().getScheme());
      }
      Broker broker = Broker.of(each);
      closeLater.accept(broker);
      brokers.put(each.name(), broker);
    }
    return brokers;
  }
}
