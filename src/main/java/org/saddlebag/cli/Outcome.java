package org.saddlebag.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of an act on one item.
 *
 * @param text for people, behind the verb
 * @param bytes of plaintext
 * @param details for programs
 * @param skipped whether it was done before
 */
record Outcome(String text, long bytes, Map<String, ?> details, boolean skipped) {

  static Outcome done(String text, long bytes, Map<String, ?> details) {
    return new Outcome(text, bytes, details, false);
  }

  static Outcome skipped(long bytes, Map<String, ?> details) {
    return new Outcome("", bytes, details, true);
  }

  Map<String, Object> event(String name) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", name);
    event.putAll(details);
    return event;
  }
}
