package org.saddlebag.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.saddlebag.safeguard.policy.Policies;
import org.saddlebag.safeguard.policy.PolicyDocument;
import org.saddlebag.safeguard.policy.PolicyKind;
import org.saddlebag.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code saddlebag policy}. */
@Command(
    name = "policy",
    header =
        "Writes the policy that keeps others out of a flow's bucket, key or queue, ready to apply.",
    description =
        "Asks nobody and changes nothing: needs the configuration and the flow, neither passwords"
            + " nor keystores nor a connection.")
final class PolicyCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyCommand.class);

  private final FlowRunner flows;

  @ParentCommand private RootCommand saddlebag;

  @Parameters(
      paramLabel = "bucket|writer|reader|kms-key|vpc-endpoint|queue",
      converter = KindText.class,
      description =
          "The bucket's policy; that of an identity that sends or brings back; that of the KMS key"
              + " that wraps the flow's data keys; that of a VPC endpoint; that of the SQS queue where"
              + " S3 tells of objects.")
  private PolicyKind kind;

  @Option(names = "--flow", paramLabel = "NAME", required = true, description = "The flow.")
  private String flow;

  @Option(
      names = "--explain",
      description = "Say of each statement what it does, why, and what says so, instead of JSON.")
  private boolean explain;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The bucket's AWS Region (default: camel.component.aws2-s3.region).")
  private String region;

  @Mixin private PolicyOptions options;

  @Mixin private RoutesOption routes;

  PolicyCommand(FlowRunner flows) {
    this.flows = flows;
  }

  @Override
  public Integer call() {
    CommonOptions common = saddlebag.common();
    Settings settings = Settings.load(common.configFolder(), Settings.Scope.DECLARED);
    DeclaredFlow declared = flows.declared(settings, routes.files(common.configFolder()), flow);
    PolicyDocument document =
        Policies.of(kind, new PolicyFacts(settings, declared).facts(region), options.choices());
    common.console().result(explain ? PolicyText.of(document) : document.json(), event(document));
    document.warnings().forEach(LOG::warn);
    return ExitCode.DONE;
  }

  private Map<String, Object> event(PolicyDocument document) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "policy");
    event.put("kind", kind.word());
    event.put("flow", flow);
    event.put("policy", document.body());
    event.put("warnings", document.warnings());
    if (explain) {
      event.put("statements", document.statements().stream().map(PolicyText::event).toList());
    }
    return event;
  }

  /** {@code kms-key} and the like. */
  private static final class KindText implements ITypeConverter<PolicyKind> {
    @Override
    public PolicyKind convert(String text) {
      List<PolicyKind> kinds = Arrays.asList(PolicyKind.values());
      return kinds.stream()
          .filter(kind -> kind.word().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no policy '%s': write one of %s"
                          .formatted(
                              text,
                              kinds.stream()
                                  .map(PolicyKind::word)
                                  .collect(Collectors.joining(", ")))));
    }
  }
}
