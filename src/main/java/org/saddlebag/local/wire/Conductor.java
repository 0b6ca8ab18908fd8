package org.saddlebag.local.wire;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads one request through fault, work and record. */
final class Conductor {

  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

  private final Service service;
  private final FaultSwitch faults;
  private final RequestLog log;

  Conductor(Service service, FaultSwitch faults, RequestLog log) {
    this.service = service;
    this.faults = faults;
    this.log = log;
  }

  Answer answer(Request request) throws IOException {
    Call call = null;
    Answer answer = null;
    try {
      call = faults.number(service.classify(request));
      answer =
          service.finish(request, faulty(request, call, faults.decide(call, request.headers())));
    } catch (ApiError e) {
      answer = service.finish(request, service.refuse(request, e));
    } finally {
      log.add(request, call, answer == null ? 0 : answer.status());
    }
    return answer;
  }

  private Answer faulty(Request request, Call call, Fault fault) throws IOException {
    if (fault instanceof Fault.Delay delay) {
      FaultyBody.Pause.sleep(delay.time());
      return faulty(request, call, delay.then());
    }
    if (fault instanceof Fault.Fail fail) {
      throw new ApiError(fail.status(), fail.code(), "A fault was asked for.");
    }
    if (fault instanceof Fault.Reset reset) {
      if (reset.bodyBytes() > 0) {
        request.body().skipNBytes(reset.bodyBytes());
      }
      throw new ConnectionReset(false);
    }
    return afterWork(work(request, call), fault);
  }

  private Answer afterWork(Answer answer, Fault fault) throws IOException {
    if (fault instanceof Fault.ResetAfterWork) {
      close(answer);
      throw new ConnectionReset(false);
    }
    if (fault instanceof Fault.FailAfterWork fail) {
      close(answer);
      throw new ApiError(fail.status(), fail.code(), "A fault was asked for.");
    }
    return FaultyBody.apply(answer, fault);
  }

  private Answer work(Request request, Call call) throws IOException {
    try {
      return service.handle(request, call);
    } catch (ApiError e) {
      return service.refuse(request, e);
    } catch (RuntimeException e) {
      return internalError(request, call, e);
    } catch (IOException e) {
      if (request.bodyFailed()) {
        throw e;
      }
      // Not the client's connection, so our own disk: a full one shows itself here.
      return internalError(request, call, e);
    }
  }

  private Answer internalError(Request request, Call call, Exception e) {
    LOG.error("{} failed inside the stand-in", call.operation(), e);
    return service.refuse(request, new ApiError(500, "InternalError", String.valueOf(e)));
  }

  private static void close(Answer answer) {
    if (answer.body() != null) {
      answer.body().close();
    }
  }
}
