package org.saddlebag.local.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.HttpServerRequestHandler;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Between the HTTP library's messages and ours. */
final class HttpFront implements HttpServerRequestHandler {

  private final Conductor conductor;

  HttpFront(Conductor conductor) {
    this.conductor = conductor;
  }

  @Override
  public void handle(ClassicHttpRequest raw, ResponseTrigger trigger, HttpContext context)
      throws HttpException, IOException {
    boolean waits = "100-continue".equalsIgnoreCase(value(raw, HttpHeaders.EXPECT));
    Request request =
        new Request(
            HexFormat.of().withUpperCase().toHexDigits(ThreadLocalRandom.current().nextLong()),
            raw.getMethod().toUpperCase(Locale.ROOT),
            raw.getPath(),
            headers(raw),
            () -> open(raw, trigger, waits));
    Answer answer = conductor.answer(request);
    ClassicHttpResponse response = response(answer);
    if (waits && !request.bodyWasAskedFor()) {
      // The client was never told to go on: there is no body to skip, and none may follow.
      raw.setEntity(null);
      response.setHeader(HttpHeaders.CONNECTION, "close");
    }
    submit(trigger, response, answer);
  }

  private static void submit(ResponseTrigger trigger, ClassicHttpResponse response, Answer answer)
      throws HttpException, IOException {
    try {
      trigger.submitResponse(response);
    } finally {
      if (answer.body() != null) {
        answer.body().close();
      }
    }
  }

  private static java.io.InputStream open(
      ClassicHttpRequest raw, ResponseTrigger trigger, boolean waits) throws IOException {
    if (raw.getEntity() == null) {
      return java.io.InputStream.nullInputStream();
    }
    if (waits) {
      try {
        trigger.sendInformation(new BasicClassicHttpResponse(100));
      } catch (HttpException e) {
        throw new IOException(e);
      }
    }
    return raw.getEntity().getContent();
  }

  private static ClassicHttpResponse response(Answer answer) {
    ClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
    for (Header header : answer.headers()) {
      response.addHeader(header.name(), header.value());
    }
    Body body = answer.body();
    if (body != null) {
      response.setEntity(new EntityTemplate(body.length(), null, null, body::writeTo));
    }
    return response;
  }

  private static Headers headers(ClassicHttpRequest raw) {
    List<Header> lines = new ArrayList<>();
    for (org.apache.hc.core5.http.Header line : raw.getHeaders()) {
      lines.add(new Header(line.getName(), line.getValue() == null ? "" : line.getValue()));
    }
    return new Headers(lines);
  }

  private static String value(ClassicHttpRequest raw, String name) {
    org.apache.hc.core5.http.Header header = raw.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
