package org.saddlebag.local.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal in the words of the service, on its way to the client. It never leaves the stand-in, so
 * it has no stack trace and no mend.
 */
public final class ApiError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> details = new LinkedHashMap<>();
  private final transient List<Header> headers = new ArrayList<>();

  /**
   * A refusal.
   *
   * @param status the HTTP status
   * @param code the service's error code
   * @param message the sentence for people
   */
  public ApiError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /**
   * Adds a detail, which XML answers carry as an element.
   *
   * @param name the element's name
   * @param value its text
   * @return this
   */
  public ApiError detail(String name, String value) {
    details.put(name, value);
    return this;
  }

  /**
   * Adds a header to the answer.
   *
   * @param name the name
   * @param value the value
   * @return this
   */
  public ApiError header(String name, String value) {
    headers.add(new Header(name, value));
    return this;
  }

  /**
   * The HTTP status.
   *
   * @return 200 to 599
   */
  public int status() {
    return status;
  }

  /**
   * The service's error code.
   *
   * @return for example {@code NoSuchKey}
   */
  public String code() {
    return code;
  }

  /**
   * The details.
   *
   * @return name and text, in order
   */
  public Map<String, String> details() {
    return details;
  }

  /**
   * The extra headers of the answer.
   *
   * @return a list
   */
  public List<Header> headers() {
    return headers;
  }
}
