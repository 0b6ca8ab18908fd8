package org.saddlebag.local.wire;

import java.io.IOException;

/** A service behind the wire. */
public interface Service {

  /**
   * Tells what a request asks for, from its line and headers alone.
   *
   * @param request the request
   * @return the call
   * @throws ApiError when there is no such operation
   */
  Call classify(Request request);

  /**
   * Does the work.
   *
   * @param request the request
   * @param call what {@link #classify} said
   * @return the answer
   * @throws IOException when the connection or the disk fails
   * @throws ApiError when the service refuses
   */
  Answer handle(Request request, Call call) throws IOException;

  /**
   * Puts a refusal into the service's format.
   *
   * @param request the request
   * @param error the refusal
   * @return the answer
   */
  Answer refuse(Request request, ApiError error);

  /**
   * Adds what every answer carries, such as the request id.
   *
   * @param request the request
   * @param answer the answer so far
   * @return the answer to send
   */
  Answer finish(Request request, Answer answer);
}
