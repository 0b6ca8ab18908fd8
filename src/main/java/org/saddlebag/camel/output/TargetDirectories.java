package org.saddlebag.camel.output;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.CloseOnStop;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.delivery.FilePublisher;
import org.saddlebag.delivery.StagingArea;

/**
 * The target directories of a Camel context, each opened once however many steps name it, and
 * closed with the context.
 */
public final class TargetDirectories implements AutoCloseable {

  private final DeliveryState state;
  private final Map<Path, TargetDirectory> open = new HashMap<>();

  private TargetDirectories(DeliveryState state) {
    this.state = state;
  }

  /**
   * A directory of a context.
   *
   * @param context the context
   * @param directory the directory, made where it is missing
   * @return the directory with its staging area
   */
  public static TargetDirectory of(CamelContext context, String directory) {
    synchronized (TargetDirectories.class) {
      TargetDirectories all =
          context.getCamelContextExtension().getContextPlugin(TargetDirectories.class);
      if (all == null) {
        all =
            CloseOnStop.of(
                context,
                new TargetDirectories(
                    CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class)));
        context.getCamelContextExtension().addContextPlugin(TargetDirectories.class, all);
      }
      return all.of(Path.of(directory).toAbsolutePath().normalize());
    }
  }

  private TargetDirectory of(Path directory) {
    return open.computeIfAbsent(
        directory,
        path -> {
          StagingArea staging = StagingArea.of(path);
          return new TargetDirectory(
              staging, new FilePublisher(staging, state.journal(), state.failpoints()));
        });
  }

  @Override
  public void close() {
    synchronized (TargetDirectories.class) {
      open.values().forEach(directory -> directory.staging().close());
      open.clear();
    }
  }
}
