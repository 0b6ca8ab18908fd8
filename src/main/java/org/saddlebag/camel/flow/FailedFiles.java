package org.saddlebag.camel.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.impl.DefaultCamelContext;
import org.saddlebag.camel.RouteError;
import org.saddlebag.delivery.FailedFolder;
import org.saddlebag.errors.Refused;

/**
 * The files that flows have parked. Works beside a running process, which takes up what is put
 * back. Objects that could not be brought back need no putting back: they have stayed in the
 * bucket, and the flow tries them again by itself or at its next start.
 */
public final class FailedFiles {

  private final RouteFiles routes;
  private final UnaryOperator<String> placeholders;

  private FailedFiles(RouteFiles routes, UnaryOperator<String> placeholders) {
    this.routes = routes;
    this.placeholders = placeholders;
  }

  /**
   * Puts parked files back into their flows' directories.
   *
   * @param routes the flows
   * @param propertiesOrNull the file whose values flows use as {@code {{name}}}
   * @param flowOrNull one flow's name, or null for all
   * @return the files in their new places
   * @throws Refused if no flow has that name
   * @throws org.saddlebag.errors.FileUnavailable if a file can't be moved
   */
  public static List<Path> retry(RouteFiles routes, Path propertiesOrNull, String flowOrNull) {
    try (DefaultCamelContext context = new DefaultCamelContext(false)) {
      if (propertiesOrNull != null) {
        context.getPropertiesComponent().setEncoding(Utf8Main.ENCODING);
        context.getPropertiesComponent().setLocation("file:" + propertiesOrNull.toAbsolutePath());
      }
      context.build();
      return new FailedFiles(routes, context::resolvePropertyPlaceholders).retry(flowOrNull);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> retry(String flowOrNull) {
    List<FlowDeclaration> chosen =
        routes.flows().stream()
            .filter(flow -> flowOrNull == null || flowOrNull.equals(flow.name()))
            .toList();
    if (chosen.isEmpty() && flowOrNull != null) {
      throw new Refused(
          RouteError.UNKNOWN_FLOW,
          "no flow is named '%s'; there are %s"
              .formatted(flowOrNull, routes.flows().stream().map(FlowDeclaration::name).toList()));
    }
    List<Path> back = new ArrayList<>();
    for (FlowDeclaration flow : chosen) {
      if (flow.given("directory").isPresent() && "directory-to-s3".equals(flow.template())) {
        back.addAll(folder(flow).retryAll());
      }
    }
    return back;
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
