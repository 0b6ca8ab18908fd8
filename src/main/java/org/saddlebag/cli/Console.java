package org.saddlebag.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.saddlebag.errors.SaddlebagException;

/**
 * Where results and errors are printed: a line for people on stdout, or one JSON object per line;
 * errors on stderr in either case. Safe for use by several threads.
 */
final class Console {

  private final PrintWriter out;
  private final PrintWriter err;
  private final ObjectMapper json;
  private final StatusLine status;
  private final ReentrantLock lock = new ReentrantLock();

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
    this.status = new StatusLine(err);
  }

  /**
   * Prints a result.
   *
   * @param text for people
   * @param event for programs; its first entry is {@code event}
   */
  void result(String text, Map<String, ?> event) {
    line(json == null ? Printable.of(text) : write(event));
  }

  /** Prints a line for people alone. */
  void note(String text) {
    if (json == null) {
      line(Printable.of(text));
    }
  }

  /** Prints a result for programs alone; people read the log. */
  void event(Map<String, ?> event) {
    if (json != null) {
      line(write(event));
    }
  }

  /**
   * Prints what went wrong, for people and for programs.
   *
   * @param item the file or object that failed, or null where the whole command did
   */
  void failure(String item, SaddlebagException failure) {
    failureText(item, failure);
    failureEvent(item, failure);
  }

  /** Prints what went wrong for people, on stderr. */
  void failureText(String item, SaddlebagException failure) {
    String where = item == null ? "" : item + ": ";
    String what = failure.code().id() + ": " + Printable.of(where + failure.what());
    String fix = Printable.of(failure.fix());
    lock.lock();
    try {
      out.flush();
      status.hide();
      err.println("saddlebag: " + what);
      err.println("  fix: " + fix);
      err.flush();
      status.comeBack();
    } finally {
      lock.unlock();
    }
  }

  /** Prints what went wrong for programs. */
  void failureEvent(String item, SaddlebagException failure) {
    event(eventOf(item, failure));
  }

  /** Shows a text below all lines, on a terminal, until an empty one takes its place. */
  void status(String text) {
    lock.lock();
    try {
      out.flush();
      status.show(text);
    } finally {
      lock.unlock();
    }
  }

  /** Whoever has others waiting behind leaves the flushing to the last of them. */
  private void line(String text) {
    lock.lock();
    try {
      status.hide();
      out.println(text);
      if (!lock.hasQueuedThreads()) {
        out.flush();
      }
      status.comeBack();
    } finally {
      lock.unlock();
    }
  }

  /** A failure as programs read it. */
  static Map<String, Object> eventOf(String item, SaddlebagException failure) {
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
