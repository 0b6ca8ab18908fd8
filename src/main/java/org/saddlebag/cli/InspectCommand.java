package org.saddlebag.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.settings.Services;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code saddlebag inspect}. */
@Command(
    name = "inspect",
    header = "Shows how an object is sealed and stored, without any master key.")
final class InspectCommand implements Callable<Integer> {

  @ParentCommand private RootCommand saddlebag;

  @Parameters(paramLabel = "s3://BUCKET/KEY", description = "The object.")
  private String source;

  @Option(
      names = "--version-id",
      paramLabel = "ID",
      description = "A version of the object other than the newest.")
  private String versionId;

  @Mixin private CustomerKeyOption customerKey;

  @Mixin private AccessOptions access;

  @Override
  public Integer call() {
    customerKey.check();
    S3Address address = S3Address.parse(source);
    var object = address.object(versionId);
    try (Services services = saddlebag.common().services(customerKey.scope())) {
      var store = services.store().as(access.of(false));
      CustomerKey key = customerKey.of(services);
      try {
        ObjectHead head = store.head(object, key);
        Map<String, Object> report = new EnvelopeReport().of(head);
        saddlebag.common().console().result(EnvelopeReport.text(report), report);
        return ExitCode.DONE;
      } catch (SaddlebagException e) {
        saddlebag.common().console().failure(object.toString(), e);
        return ExitCode.FAILED;
      }
    }
  }
}
