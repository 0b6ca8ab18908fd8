package org.saddlebag;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.saddlebag.audit.Signatures;
import org.saddlebag.broker.BrokerSettings;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowSummary;
import org.saddlebag.camel.flow.DeclaredFlows;
import org.saddlebag.camel.flow.FailedDeliveries;
import org.saddlebag.camel.flow.FlowDeclaration;
import org.saddlebag.camel.flow.FlowServices;
import org.saddlebag.camel.flow.RouteFiles;
import org.saddlebag.camel.observe.Observation;
import org.saddlebag.camel.sign.FileSigning;
import org.saddlebag.cli.DeclaredFlow;
import org.saddlebag.cli.FlowListener;
import org.saddlebag.cli.FlowRunner;
import org.saddlebag.cli.Interruption;
import org.saddlebag.delivery.PausedFlows;
import org.saddlebag.delivery.PutBack;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.MasterKeyUri;
import org.saddlebag.keys.SigningKey;
import org.saddlebag.safeguard.check.Gate;
import org.saddlebag.safeguard.check.Severity;
import org.saddlebag.settings.AuditSettings;
import org.saddlebag.settings.ConfigFolder;
import org.saddlebag.settings.CustomerKeySettings;
import org.saddlebag.settings.FlowSubject;
import org.saddlebag.settings.MasterKeySettings;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;

/** The flows over Camel, as the command line wants them. */
final class Flows implements FlowRunner {

  @Override
  public void run(
      Services services,
      List<Path> routes,
      boolean once,
      FlowListener listener,
      Interruption interruption) {
    RouteFiles files = RouteFiles.read(routes);
    Settings settings = services.settings();
    Observation observation =
        new Observation(
            once ? null : settings.management(), settings.node().state(), Clock.systemUTC());
    if (observation.wantsCalls()) {
      services.observeCalls(observation::called);
    }
    try (org.saddlebag.camel.flow.FlowRunner runner =
        new org.saddlebag.camel.flow.FlowRunner(
            flowServices(services),
            files,
            properties(services),
            settings.node().shutdownTimeout())) {
      bindClients(runner, services, files);
      signing(services).ifPresent(runner::sign);
      runner.guard((flow, level) -> refusal(services, flow, level));
      runner.observe(new Observer(listener));
      runner.watch(observation, services.audit().trail().orElse(null));
      interruption.grant(settings.node().shutdownTimeout());
      interruption.onRequest(runner::requestStop);
      listener.started(files.flows().size());
      FlowSummary done = once ? runner.runOnce() : runner.run();
      done.outOfReach().forEach(listener::outOfReach);
      runner.paused().forEach(listener::paused);
    }
  }

  @Override
  public PutBack retry(Services services, List<Path> routes, String flow) {
    return FailedDeliveries.retry(
        RouteFiles.read(routes), services.settings().node().state(), properties(services), flow);
  }

  @Override
  public boolean pause(Services services, List<Path> routes, String flow, boolean paused) {
    RouteFiles declared = RouteFiles.read(routes);
    declared.require(flow);
    if (paused) {
      declared.requirePausable(flow);
    }
    PausedFlows flows = new PausedFlows(services.settings().node().state());
    return paused ? flows.pause(flow, Instant.now()) : flows.resume(flow);
  }

  @Override
  public DeclaredFlow declared(Settings settings, List<Path> routes, String flow) {
    FlowDeclaration found =
        new DeclaredFlows(
                RouteFiles.read(routes),
                settings.folder().resolve(ConfigFolder.FILE),
                masterKeys(settings),
                names(settings.customerKeys(), CustomerKeySettings::name),
                names(settings.brokers(), BrokerSettings::name))
            .named(flow);
    return new DeclaredFlow(found.name(), found.template(), found.parameters());
  }

  private static Set<String> masterKeys(Settings settings) {
    return names(settings.masterKeys(), MasterKeySettings::name);
  }

  private static <T> Set<String> names(List<T> all, Function<T, String> name) {
    return all.stream().map(name).collect(Collectors.toSet());
  }

  private static Optional<Refused> refusal(Services services, FlowDeclaration flow, String level) {
    DeclaredFlow declared = new DeclaredFlow(flow.name(), flow.template(), flow.parameters());
    FlowSubject subject =
        FlowSubject.of(
            services.settings(), declared.name(), declared.sends(), declared.parameters());
    return Gate.closed(services.inspections().ofFlow(subject), Severity.level(level).orElseThrow());
  }

  private static Path properties(Services services) {
    return services.settings().folder().resolve(ConfigFolder.FILE);
  }

  private static FlowServices flowServices(Services services) {
    Settings settings = services.settings();
    return new FlowServices(
        services.sealer(),
        services.opener(),
        services.store(),
        services.delivery(),
        new DeliveryState(
            settings.node().state(), services.journal(), services.failpoints(), Clock.systemUTC()),
        masterKeys(settings),
        services.customerKeys(),
        services.brokers(),
        services.sqs(),
        services.kafka(),
        services.claims().orElse(null));
  }

  private static Optional<FileSigning> signing(Services services) {
    Settings settings = services.settings();
    AuditSettings.Signing signing = settings.audit().signing();
    if (signing == null) {
      return Optional.empty();
    }
    Signatures signatures =
        new Signatures(
            settings.node().state(),
            settings.audit().folder(),
            settings.node().name(),
            services.audit().trail().orElse(null),
            signing.checkpointEvery(),
            Clock.systemUTC());
    SigningKey key = SigningKey.open(signing.keystore(), signing.alias(), signing.password()::read);
    return Optional.of(new FileSigning(signatures, key, signing.checkpointEvery()));
  }

  /** Camel's own AWS components take the clients by their type. */
  private static void bindClients(
      org.saddlebag.camel.flow.FlowRunner runner, Services services, RouteFiles files) {
    runner.bind("s3-client", services.s3Client());
    boolean kms =
        services.settings().masterKeys().stream()
            .map(MasterKeySettings::uri)
            .anyMatch(
                uri -> uri instanceof MasterKeyUri.Kms || uri instanceof MasterKeyUri.KmsDiscovery);
    if (kms) {
      runner.bind("kms-client", services.kmsClient());
    }
    if (files.flows().stream().anyMatch(FlowDeclaration::fromSqs)) {
      runner.bind("sqs-client", services.sqsClient());
    }
  }

  /** Passes on what the ledger says. */
  private record Observer(FlowListener listener) implements org.saddlebag.camel.FlowObserver {
    @Override
    public void delivered(String flow, String what) {
      listener.delivered(flow, what);
    }

    @Override
    public void failed(String flow, String source, org.saddlebag.errors.SaddlebagException why) {
      listener.failed(flow, source, why);
    }
  }
}
