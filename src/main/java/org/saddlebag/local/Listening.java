package org.saddlebag.local;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.local.wire.FaultSwitch;
import org.saddlebag.local.wire.LoopbackServer;
import org.saddlebag.local.wire.RequestLog;
import org.saddlebag.local.wire.Service;

/** What both stand-ins have while they run. */
record Listening(LoopbackServer server, Identity identity, FaultSwitch faults, RequestLog log) {

  static Listening start(Service service, Identity identity, LocalOptions options)
      throws IOException {
    FaultSwitch faults = new FaultSwitch(options.faults());
    RequestLog log = new RequestLog(options.recordedRequests());
    try {
      LoopbackServer server = LoopbackServer.start(options.port(), service, faults, log);
      return new Listening(server, identity, faults, log);
    } catch (BindException e) {
      throw new Refused(
          LocalProblem.LOCAL_PORT_TAKEN, "port " + options.port() + " on 127.0.0.1 is taken", e);
    }
  }

  static SaddlebagException unusable(Path folder, IOException cause) {
    return new FileUnavailable(
        LocalProblem.LOCAL_FOLDER_UNUSABLE,
        "the state in " + folder + " could not be opened: " + cause,
        cause);
  }

  URI endpoint() {
    return server.endpoint();
  }

  void close() {
    server.close();
  }
}
