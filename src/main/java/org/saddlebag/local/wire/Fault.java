package org.saddlebag.local.wire;

import java.time.Duration;

/** Something that goes wrong on purpose with one request. */
public sealed interface Fault {

  /** Nothing goes wrong. */
  record None() implements Fault {}

  /**
   * The service refuses without having done the work.
   *
   * @param status the HTTP status; 200 gives an error document under a good status
   * @param code the error code
   */
  record Fail(int status, String code) implements Fault {}

  /**
   * The service does the work, and answers an error all the same.
   *
   * @param status the HTTP status
   * @param code the error code
   */
  record FailAfterWork(int status, String code) implements Fault {}

  /**
   * The connection is reset without the work done.
   *
   * @param bodyBytes how many bytes of the request's body are read first
   */
  record Reset(long bodyBytes) implements Fault {}

  /** The service does the work, then the connection is reset instead of an answer. */
  record ResetAfterWork() implements Fault {}

  /**
   * Something happens later.
   *
   * @param time how long the request waits before anything of it is read
   * @param then what happens afterwards
   */
  record Delay(Duration time, Fault then) implements Fault {}

  /**
   * The connection ends in the midst of the answer's body.
   *
   * @param afterBytes how many bytes still arrive
   */
  record CutBody(long afterBytes) implements Fault {}

  /**
   * The answer's body stops for a while.
   *
   * @param afterBytes where it stops, in bytes from its start
   * @param time for how long
   */
  record StallBody(long afterBytes, Duration time) implements Fault {}

  /**
   * One bit of the answer's body is wrong, under headers that are right.
   *
   * @param atByte the offset of the byte, from the body's start
   */
  record FlipBody(long atByte) implements Fault {}

  /**
   * No fault.
   *
   * @return the fault that is none
   */
  static Fault none() {
    return new None();
  }
}
