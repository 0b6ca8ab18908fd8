package org.saddlebag.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.errors.SaddlebagException;

/**
 * Where results and errors are printed: a line for people on stdout, or one JSON object per line;
 * errors on stderr in either case. Safe for use by several threads.
 */
final class Console {

  private final PrintWriter out;
  private final PrintWriter err;
  private final ObjectMapper json;

  /**
   * A console.
   *
   * @param out results
   * @param err errors
   * @param json whether results are JSON
   */
  Console(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json ? mapper() : null;
  }

  /**
   * Prints a result.
   *
   * @param text for people
   * @param event for programs; its first entry is {@code event}
   */
  synchronized void result(String text, Map<String, ?> event) {
    out.println(json == null ? Printable.of(text) : write(event));
    out.flush();
  }

  /** Prints a line for people alone. */
  synchronized void note(String text) {
    if (json == null) {
      out.println(Printable.of(text));
      out.flush();
    }
  }

  /** Prints a result for programs alone; people read the log. */
  synchronized void event(Map<String, ?> event) {
    if (json != null) {
      out.println(write(event));
      out.flush();
    }
  }

  /**
   * Prints what went wrong.
   *
   * @param item the file or object that failed, or null where the whole command did
   */
  synchronized void failure(String item, SaddlebagException failure) {
    String where = item == null ? "" : item + ": ";
    err.println("saddlebag: " + failure.code().id() + ": " + Printable.of(where + failure.what()));
    err.println("  fix: " + Printable.of(failure.fix()));
    err.flush();
    event(failureEvent(item, failure));
  }

  /** A failure as programs read it. */
  static Map<String, Object> failureEvent(String item, SaddlebagException failure) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", item == null ? "error" : "failed");
    if (item != null) {
      event.put("item", item);
    }
    event.put("code", failure.code().id());
    event.put("what", failure.what());
    event.put("fix", failure.fix());
    event.put("retryable", failure.retryable());
    return event;
  }

  private String write(Map<String, ?> event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }

  private static ObjectMapper mapper() {
    return new ObjectMapper()
        .registerModule(
            new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));
  }
}
