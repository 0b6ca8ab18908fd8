package org.saddlebag.local.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * One request. Its body is a stream that is read once; the first read asks a waiting client for it
 * ({@code 100 Continue}), so a refusal from the headers alone costs no upload.
 */
public final class Request {

  /** Where the body comes from. */
  interface Source {
    InputStream open() throws IOException;
  }

  private final String id;
  private final String method;
  private final String target;
  private final String path;
  private final Query query;
  private final Headers headers;
  private final Source source;
  private CountingStream body;

  Request(String id, String method, String target, Headers headers, Source source) {
    this.id = id;
    this.method = method;
    this.target = target;
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = new Query(mark < 0 ? "" : target.substring(mark + 1));
    this.headers = headers;
    this.source = source;
  }

  /**
   * The id that the answer carries too.
   *
   * @return sixteen characters
   */
  public String id() {
    return id;
  }

  /**
   * The HTTP method.
   *
   * @return in upper case
   */
  public String method() {
    return method;
  }

  /**
   * The request target as sent.
   *
   * @return path and query, still encoded
   */
  public String target() {
    return target;
  }

  /**
   * The path as sent.
   *
   * @return still encoded, without the query
   */
  public String path() {
    return path;
  }

  /**
   * The query.
   *
   * @return never null
   */
  public Query query() {
    return query;
  }

  /**
   * The headers.
   *
   * @return never null
   */
  public Headers headers() {
    return headers;
  }

  /**
   * The announced length of the body on the wire.
   *
   * @return bytes, or -1 where none was announced or the header is no number
   */
  public long contentLength() {
    String value = headers.get("content-length", "");
    return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
  }

  /**
   * The body as it comes over the wire.
   *
   * @return the same stream each time
   * @throws IOException when the connection fails
   */
  public InputStream body() throws IOException {
    if (body == null) {
      body = new CountingStream(source.open());
    }
    return body;
  }

  /**
   * How much of the body was read.
   *
   * @return bytes on the wire, framing of chunked bodies included
   */
  public long bodyBytesRead() {
    return body == null ? 0 : body.count();
  }

  boolean bodyWasAskedFor() {
    return body != null;
  }

  /** Whether the connection failed while the body was read. */
  boolean bodyFailed() {
    return body != null && body.failed();
  }
}
