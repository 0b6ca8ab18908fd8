package org.saddlebag.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.FilePublisher;
import org.saddlebag.delivery.StagingArea;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.settings.Services;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command opens objects into files. */
final class OpenOptions {

  @Option(
      names = "--context",
      paramLabel = "K=V",
      description = "Additional encryption context that the object was sealed under.")
  private Map<String, String> context = new LinkedHashMap<>();

  @Option(
      names = "--collision",
      paramLabel = "refuse|number|overwrite",
      defaultValue = "refuse",
      description = "What to do when a file name is taken (default: ${DEFAULT-VALUE}).")
  private CollisionPolicy collision;

  @Mixin private CustomerKeyOption customerKey;

  @Mixin private AccessOptions access;

  /** What has no meaning is found before the configuration is read. */
  void check() {
    access.of(false);
    customerKey.check();
  }

  Map<String, String> context() {
    return context;
  }

  ObjectStore store(Services services) {
    return services.store().as(access.of(false));
  }

  OpenWork work(
      Services services, StagingArea staging, BatchRecord record, Meter meter, boolean unsealed) {
    return new OpenWork(
        store(services),
        services.opener(),
        staging,
        new FilePublisher(staging, record.journal(), services.failpoints()),
        record,
        meter,
        new OpenWork.Manner(context, collision, customerKey.of(services), unsealed));
  }
}
