package org.saddlebag.local.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds the hook, which tests may change while the server runs, and counts attempts for it. */
public final class FaultSwitch {

  private final Map<Call, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private volatile FaultHook hook;

  /**
   * Starts with a hook.
   *
   * @param hook the hook, or null for none
   */
  public FaultSwitch(FaultHook hook) {
    this.hook = hook;
  }

  /**
   * Changes the hook and starts to count attempts anew.
   *
   * @param changed the new hook, or null for none
   */
  public void set(FaultHook changed) {
    attempts.clear();
    hook = changed;
  }

  Call number(Call call) {
    if (hook == null) {
      return call;
    }
    return call.withAttempt(
        attempts.computeIfAbsent(call, c -> new AtomicInteger()).incrementAndGet());
  }

  Fault decide(Call call, Headers headers) {
    FaultHook current = hook;
    return current == null ? Fault.none() : current.decide(call, headers);
  }
}
