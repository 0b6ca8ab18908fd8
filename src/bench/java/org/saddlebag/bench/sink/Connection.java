package org.saddlebag.bench.sink;

import java.io.IOException;

/** One client's connection: requests one after another, each read whole before it is answered. */
final class Connection implements Runnable {

  private final Wire wire;
  private final Service service;
  private final long latencyMillis;

  Connection(Wire wire, Service service, long latencyMillis) {
    this.wire = wire;
    this.service = service;
    this.latencyMillis = latencyMillis;
  }

  @Override
  public void run() {
    try (wire) {
      String head = wire.head();
      while (head != null) {
        RequestHead request = RequestHead.parse(head);
        answer(request);
        head = request.closes() ? null : wire.head();
      }
    } catch (IOException e) {
      // The client went away; that is its right.
    } catch (RuntimeException e) {
      e.printStackTrace();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(RequestHead request) throws IOException, InterruptedException {
    if (request.header("expect") != null) {
      wire.goOn();
    }
    Answer answer = service.answer(request, wire);
    if (latencyMillis > 0) {
      Thread.sleep(latencyMillis);
    }
    answer.send(wire, request.method().equals("HEAD"));
  }
}
