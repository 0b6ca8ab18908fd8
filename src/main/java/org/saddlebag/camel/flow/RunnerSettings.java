package org.saddlebag.camel.flow;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.main.MainConfigurationProperties;

/** How Camel runs our flows. */
final class RunnerSettings {

  /** Where Camel looks for Kamelets. */
  static final String KAMELETS = "camel.component.kamelet.location";

  private RunnerSettings() {}

  /** The Kamelets beside the routes, and those that come in jars. */
  static String kamelets(RouteFiles routes) {
    return Stream.concat(
            routes.files().stream()
                .map(file -> file.toAbsolutePath().resolveSibling("kamelets"))
                .distinct()
                .map(folder -> "file:" + folder),
            Stream.of("classpath:kamelets"))
        .collect(Collectors.joining(","));
  }

  /**
   * Another place that is set for Kamelets, where ours are not found or others have their names.
   * However the setting is spelt, the component has it.
   */
  static List<String> kameletProblems(CamelContext context, RouteFiles routes) {
    String location = context.getComponent("kamelet", KameletComponent.class).getLocation();
    return routes.kamelets().isEmpty() || kamelets(routes).equals(location)
        ? List.of()
        : List.of(
            KAMELETS
                + " is set: leave that out, and put Kamelets of your own into routes/kamelets");
  }

  static void apply(
      MainConfigurationProperties camel, RouteFiles routes, Duration shutdownTimeout) {
    camel.setName("saddlebag");
    camel.setRoutesIncludePattern(
        routes.files().stream()
            .map(file -> "file:" + file.toAbsolutePath())
            .collect(Collectors.joining(",")));
    camel.setShutdownTimeout((int) Math.max(1, shutdownTimeout.toSeconds()));
    camel.setShutdownLogInflightExchangesOnTimeout(false);
    camel.setStartupSummaryLevel(StartupSummaryLevel.Oneline);
    camel.setAutoConfigurationLogSummary(false);
    // Settings stand in application.properties, where they are checked: a variable of the
    // environment must not open a listener or let everybody answer.
    camel.setAutoConfigurationEnvironmentVariablesEnabled(false);
    camel.setAutoConfigurationSystemPropertiesEnabled(false);
    // Managed beans cost a tenth of a second at the start and a little at every step of a delivery;
    // camel.main.jmxEnabled=true in application.properties brings them back.
    camel.setJmxEnabled(false);
    // Nothing that Camel could print shows a body, a header or a step's inner state.
    camel.setTracing(false);
    camel.setTracingStandby(false);
    camel.setMessageHistory(false);
    camel.setLogExhaustedMessageBody(false);
    // A measuring point before and behind every step costs more than the steps of a small file.
    camel.setJmxEnabled(false);
  }
}
