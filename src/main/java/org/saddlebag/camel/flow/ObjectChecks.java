package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.settings.ObjectSettingsRules;
import org.saddlebag.settings.SseText;
import org.saddlebag.settings.WriteOnlyRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what the flows ask of the store and of the keys against what those can do; nobody is asked.
 * To be run over flows whose single values are right.
 */
final class ObjectChecks {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final FlowServices services;
  private final UnaryOperator<String> placeholders;

  ObjectChecks(FlowServices services, UnaryOperator<String> placeholders) {
    this.services = services;
    this.placeholders = placeholders;
  }

  List<String> problems(RouteFiles routes) {
    List<String> problems = new ArrayList<>();
    for (FlowDeclaration flow : routes.flows()) {
      List<String> ofFlow = new ArrayList<>();
      try {
        check(flow, FlowValues.of(flow, placeholders), ofFlow);
      } catch (SaddlebagException e) {
        ofFlow.add(e.what() + ": " + e.fix());
      }
      ofFlow.forEach(problem -> problems.add(flow + ": " + problem));
    }
    return problems;
  }

  private void check(FlowDeclaration flow, FlowValues values, List<String> problems) {
    StoreProfile profile = services.store().profile();
    ObjectSettingsRules rules = new ObjectSettingsRules(profile, values.value("bucket"));
    problems.addAll(rules.problems(values.settings(), values.access(), values.tags()));
    ObjectSettingsRules.warning(values.settings())
        .ifPresent(warning -> LOG.warn("{}: {}", flow.name(), warning));
    ObjectSettingsRules.checksum(profile, values.value("checksum")).ifPresent(problems::add);
    if (flow.sends()) {
      checkSender(flow, values, problems);
    } else if (!"pass".equals(values.value("unsealed"))) {
      services.opener().requireOpening();
    }
  }

  private void checkSender(FlowDeclaration flow, FlowValues values, List<String> problems) {
    flow.given("key").map(placeholders).ifPresent(services.sealer()::requireSealing);
    if (BatchChecks.gathers(values.value("batchMessages"))
        && services.store().profile() == StoreProfile.GENERIC) {
      problems.add(
          "objects of several messages need a store that keeps taken keys, and nobody knows whether"
              + " a generic one does: leave out batchMessages, or set saddlebag.s3.profile");
    }
    StoreAccess access = values.access();
    if (access.writeOnly()) {
      ServerSideEncryption sse = sse(values.value("sse"));
      problems.addAll(WriteOnlyRules.problems(services.store().profile(), values.collision(), sse));
      WriteOnlyRules.warning(sse).ifPresent(warning -> LOG.warn("{}: {}", flow.name(), warning));
    }
  }

  private ServerSideEncryption sse(String text) {
    return SseText.parse(text.isEmpty() ? "none" : text, services.customerKeys()::get);
  }
}
