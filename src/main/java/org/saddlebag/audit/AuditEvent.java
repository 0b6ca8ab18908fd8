package org.saddlebag.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a line says, in the order in which it says it. */
final class AuditEvent {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer reasons are cut: a line is for searching, the log has the rest. */
  private static final int LONGEST_TEXT = 1000;

  private final Map<String, Object> fields = new LinkedHashMap<>();

  AuditEvent(String name, Instant time) {
    fields.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
    fields.put("event", name);
  }

  /** Adds a value unless it is null. */
  AuditEvent with(String name, Object valueOrNull) {
    if (valueOrNull instanceof String text && text.length() > LONGEST_TEXT) {
      fields.put(name, text.substring(0, LONGEST_TEXT) + "...");
    } else if (valueOrNull != null) {
      fields.put(name, valueOrNull);
    }
    return this;
  }

  AuditEvent by(Who who) {
    return with("user", who.user())
        .with("host", who.host())
        .with("node", who.node())
        .with("process", who.process())
        .with("aws", who.aws().get());
  }

  /** As a JSON object, control characters and quotes escaped. */
  byte[] json() {
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }
}
