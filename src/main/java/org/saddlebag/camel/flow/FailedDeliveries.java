package org.saddlebag.camel.flow;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.saddlebag.delivery.FailedFolder;
import org.saddlebag.delivery.FailedObjects;
import org.saddlebag.delivery.PutBack;
import org.saddlebag.s3.ObjectAddress;

/**
 * The files and objects that flows have parked. Works beside a running process, which takes up what
 * is put back: no state but the parked things themselves is touched.
 */
public final class FailedDeliveries {

  private final RouteFiles routes;
  private final Path state;
  private final UnaryOperator<String> placeholders;

  private FailedDeliveries(RouteFiles routes, Path state, UnaryOperator<String> placeholders) {
    this.routes = routes;
    this.state = state;
    this.placeholders = placeholders;
  }

  /**
   * Puts parked files back into their flows' directories, and lets flows try parked objects again.
   *
   * @param routes the flows
   * @param state the state folder
   * @param propertiesOrNull the file whose values flows use as {@code {{name}}}
   * @param flowOrNull one flow's name, or null for all
   * @return what was put back
   * @throws org.saddlebag.errors.Refused if no flow has that name
   * @throws org.saddlebag.errors.FileUnavailable if something can't be put back
   */
  public static PutBack retry(
      RouteFiles routes, Path state, Path propertiesOrNull, String flowOrNull) {
    try (Placeholders placeholders = new Placeholders(propertiesOrNull)) {
      return new FailedDeliveries(routes, state, placeholders).retry(flowOrNull);
    }
  }

  private PutBack retry(String flowOrNull) {
    List<FlowDeclaration> chosen =
        routes.flows().stream()
            .filter(flow -> flowOrNull == null || flowOrNull.equals(flow.name()))
            .toList();
    if (chosen.isEmpty() && flowOrNull != null) {
      return ofKamelet(flowOrNull);
    }
    List<Path> files = new ArrayList<>();
    List<ObjectAddress> objects = new ArrayList<>();
    for (FlowDeclaration flow : chosen) {
      if (flow.given("directory").isPresent() && "directory-to-s3".equals(flow.template())) {
        files.addAll(folder(flow).retryAll());
      }
      if (flow.name() != null) {
        objects.addAll(FailedObjects.retryAll(state, flow.name()));
      }
    }
    return new PutBack(files, objects);
  }

  /** A Kamelet names its flow within a route of the user's own; its objects tell of it. */
  private PutBack ofKamelet(String flow) {
    List<ObjectAddress> objects = FailedObjects.retryAll(state, flow);
    if (objects.isEmpty()) {
      throw DeclaredFlows.unknown(routes, flow);
    }
    return new PutBack(List.of(), objects);
  }

  private FailedFolder folder(FlowDeclaration flow) {
    Path root = Path.of(value(flow, "directory", "")).toAbsolutePath().normalize();
    Path failed = root.resolve(value(flow, "failedFolder", FailedFolder.FOLDER));
    return new FailedFolder(flow.name(), root, failed, Clock.systemUTC());
  }

  private String value(FlowDeclaration flow, String parameter, String otherwise) {
    return flow.given(parameter).map(placeholders).orElse(otherwise);
  }
}
