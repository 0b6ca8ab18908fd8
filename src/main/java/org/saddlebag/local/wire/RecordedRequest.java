package org.saddlebag.local.wire;

/**
 * A request that was answered.
 *
 * @param id the request id of the answer
 * @param call what was asked; null where the request named no known operation
 * @param method the HTTP method
 * @param target path and query as sent
 * @param headers the headers as sent
 * @param bodyBytes bytes of the body that were read from the wire
 * @param status the HTTP status of the answer, 0 where the connection was reset
 */
public record RecordedRequest(
    String id,
    Call call,
    String method,
    String target,
    Headers headers,
    long bodyBytes,
    int status) {}
