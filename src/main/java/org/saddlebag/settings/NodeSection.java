package org.saddlebag.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code saddlebag.state} and {@code saddlebag.node}. */
final class NodeSection {

  private static final Key<Path> STATE = Key.of("saddlebag.state", Values.path(), "../state");
  private static final Key<String> NODE =
      Key.optional(
          "saddlebag.node",
          Values.text("[A-Za-z0-9._-]{1,64}", "write 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'"));

  private static final Key<Duration> SHUTDOWN_TIMEOUT =
      Key.of("saddlebag.shutdown-timeout", Values.duration("1s", "1h"), "30s");

  private NodeSection() {}

  static List<Key<?>> keys() {
    return List.of(STATE, NODE, SHUTDOWN_TIMEOUT);
  }

  static NodeSettings read(RawSettings settings) {
    String node = settings.get(NODE);
    return new NodeSettings(
        settings.get(STATE), node == null ? hostName() : node, settings.get(SHUTDOWN_TIMEOUT));
  }

  private static String hostName() {
    try {
      String host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return host.substring(0, Math.min(host.length(), 64));
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
