package org.saddlebag.local.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes back to the client.
 *
 * @param status the HTTP status
 * @param headers the headers, without length and connection
 * @param body the body, or null for none
 */
public record Answer(int status, List<Header> headers, Body body) {

  /** Keeps a copy of the headers. */
  public Answer {
    headers = List.copyOf(headers);
  }

  /**
   * An answer without headers and body.
   *
   * @param status the HTTP status
   * @return the answer
   */
  public static Answer of(int status) {
    return new Answer(status, List.of(), null);
  }

  /**
   * The same with one more header.
   *
   * @param name the name
   * @param value the value; null adds nothing
   * @return a new answer
   */
  public Answer with(String name, String value) {
    if (value == null) {
      return this;
    }
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Answer(status, more, body);
  }

  /**
   * The same with more headers.
   *
   * @param more what to add
   * @return a new answer
   */
  public Answer with(List<Header> more) {
    List<Header> all = new ArrayList<>(headers);
    all.addAll(more);
    return new Answer(status, all, body);
  }

  /**
   * The same with a body.
   *
   * @param content the body
   * @return a new answer
   */
  public Answer with(Body content) {
    return new Answer(status, headers, content);
  }
}
