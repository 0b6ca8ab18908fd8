package org.saddlebag.local.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Remembers the last requests whole, and counts all of them. */
public final class RequestLog {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Deque<RecordedRequest> last = new ArrayDeque<>();
  private final int limit;

  /**
   * An empty log.
   *
   * @param limit how many requests are kept whole, 0 for none
   */
  public RequestLog(int limit) {
    this.limit = limit;
  }

  void add(Request request, Call call, int status) {
    String operation = call == null ? "?" : call.operation();
    counts.computeIfAbsent(operation, o -> new LongAdder()).increment();
    if (limit > 0) {
      keep(
          new RecordedRequest(
              request.id(),
              call,
              request.method(),
              request.target(),
              request.headers(),
              request.bodyBytesRead(),
              status));
    }
  }

  private void keep(RecordedRequest request) {
    synchronized (last) {
      if (last.size() == limit) {
        last.removeFirst();
      }
      last.addLast(request);
    }
  }

  /**
   * How often an operation was asked for since the start or the last {@link #clear}.
   *
   * @param operation the API's name of the operation
   * @return the number, refused and reset requests included
   */
  public long count(String operation) {
    LongAdder count = counts.get(operation);
    return count == null ? 0 : count.sum();
  }

  /**
   * The requests that are still remembered.
   *
   * @return oldest first
   */
  public List<RecordedRequest> all() {
    synchronized (last) {
      return new ArrayList<>(last);
    }
  }

  /**
   * The requests of one operation that are still remembered.
   *
   * @param operation the API's name of the operation
   * @return oldest first
   */
  public List<RecordedRequest> of(String operation) {
    return all().stream()
        .filter(r -> r.call() != null && r.call().operation().equals(operation))
        .toList();
  }

  /** Forgets all requests and counts. */
  public void clear() {
    counts.clear();
    synchronized (last) {
      last.clear();
    }
  }
}
