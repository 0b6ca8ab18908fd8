package org.saddlebag;

import java.nio.file.Path;
import java.util.List;
import org.saddlebag.cli.FlowListener;
import org.saddlebag.cli.FlowRunner;
import org.saddlebag.cli.Interruption;
import org.saddlebag.settings.Services;

/** The flows over Camel, as the command line wants them. */
final class Flows implements FlowRunner {

  @Override
  public void run(
      Services services,
      List<Path> routes,
      boolean once,
      FlowListener listener,
      Interruption interruption) {
    throw new UnsupportedOperationException("to be joined with Camel");
  }

  @Override
  public List<Path> retry(Services services, List<Path> routes, String flow) {
    throw new UnsupportedOperationException("to be joined with Camel");
  }
}
