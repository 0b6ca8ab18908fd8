package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.saddlebag.claims.Claims;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.errors.SaddlebagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that flows of several nodes can be shared: there is a database, each node can find
 * again what another has put, and none replaces it. A database that is down may come.
 */
final class SharingChecks {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final Claims claims;
  private final UnaryOperator<String> placeholders;

  SharingChecks(Claims claimsOrNull, UnaryOperator<String> placeholders) {
    this.claims = claimsOrNull;
    this.placeholders = placeholders;
  }

  List<String> problems(RouteFiles routes) {
    List<String> problems = new ArrayList<>();
    boolean shared = false;
    for (FlowDeclaration flow : routes.flows()) {
      FlowValues values = FlowValues.of(flow, placeholders);
      if (Boolean.parseBoolean(values.value("shared"))) {
        shared = true;
        check(flow, values, problems);
      }
    }
    if (shared && claims != null) {
      checkDatabase(problems);
    }
    return problems;
  }

  private void check(FlowDeclaration flow, FlowValues values, List<String> problems) {
    if (claims == null) {
      problems.add(flow + " is shared, but no database is named: set saddlebag.database.url");
    } else if (flow.sendsMessages()) {
      claims.needBatches();
    }
    if (values.access().writeOnly()) {
      problems.add(
          flow
              + " is shared and write-only: nobody could know another node's object again; give it"
              + " access=full, or let one node send");
    }
    if (flow.sends() && !flow.sendsMessages() && values.collision() == CollisionPolicy.OVERWRITE) {
      problems.add(
          flow
              + " is shared and overwrites: a node that was asleep could put older content in the"
              + " place of newer; give it collision=number or collision=refuse, or let one node"
              + " send");
    }
  }

  private void checkDatabase(List<String> problems) {
    try {
      claims.require();
    } catch (SaddlebagException e) {
      if (e.retryable()) {
        LOG.warn("{}: {}; waiting for it", e.code().id(), e.what());
      } else {
        problems.add(e.what() + ": " + e.fix());
      }
    }
  }
}
