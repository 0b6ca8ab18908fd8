package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.saddlebag.camel.endpoint.EndpointText;

/**
 * What in a route lets go of a message before others have it. Where our Kamelets stand in the same
 * route, the consumer in front of the sink would have acknowledged what is not sealed yet, and the
 * source would let go of an object that the route has only queued. Which routes call each other is
 * not followed.
 */
final class LettingGo {

  /** Steps that keep what they get in memory, and are done with it. */
  private static final Set<String> STORES = Set.of("aggregate", "resequence");

  private static final Set<String> SENDS = Set.of("to", "toD", "deadLetterUri");

  private final List<String> origins = new ArrayList<>();
  private final Set<String> steps = new TreeSet<>();

  /**
   * Notes one node of a route.
   *
   * @param key what it is called
   * @param node itself
   * @param uri of its endpoint, if it has one
   * @param parameters that stand beside the URI
   */
  void see(String key, Object node, Object uri, Map<String, Object> parameters) {
    if (key.equals("from") && uri != null) {
      origins.add(whole(uri.toString(), parameters));
    } else if (key.equals("wireTap") || (STORES.contains(key) && node instanceof Map)) {
      steps.add("'%s', which lets go of it at once: leave that out".formatted(key));
    } else if (SENDS.contains(key) && uri != null) {
      EndpointChecks.inMemory(uri.toString())
          .ifPresent(
              why -> steps.add("'%s', which %s".formatted(EndpointText.of(uri.toString()), why)));
    }
  }

  private static String whole(String uri, Map<String, Object> parameters) {
    StringBuilder whole = new StringBuilder(uri);
    parameters.forEach(
        (name, value) ->
            whole
                .append(whole.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
    return whole.toString();
  }

  /** Why a sink that stands in this route would be too late. */
  List<String> before() {
    return origins.stream()
        .flatMap(
            uri ->
                EndpointChecks.lettingGo(uri)
                    .map(why -> "'%s', which %s".formatted(EndpointText.of(uri), why))
                    .stream())
        .toList();
  }

  /** Why a source that this route begins with would let go too early. */
  List<String> behind() {
    return List.copyOf(steps);
  }
}
