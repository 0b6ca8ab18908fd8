package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.RestoreTier;
import org.saddlebag.sqs.Sqs;
import org.saddlebag.sqs.SqsError;
import org.saddlebag.sqs.SqsQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks SQS for the queues that the flows name, so that a wrong name or wrong credentials are found
 * at the start. A service that is out of reach may come back.
 */
final class SqsChecks {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final Sqs sqs;
  private final UnaryOperator<String> placeholders;

  SqsChecks(Sqs sqs, UnaryOperator<String> placeholders) {
    this.sqs = sqs;
    this.placeholders = placeholders;
  }

  List<String> problems(RouteFiles routes) {
    List<String> problems = new ArrayList<>();
    for (FlowDeclaration flow : routes.flows()) {
      FlowValues values = FlowValues.of(DeclaredFlows.withDefaults(routes, flow), placeholders);
      flow.sqsParameter()
          .ifPresent(parameter -> check(flow, values.value(parameter), values, problems));
    }
    return problems;
  }

  private void check(FlowDeclaration flow, String queue, FlowValues values, List<String> problems) {
    try {
      String replies = values.value("replies");
      require(sqs.queue(queue), replies.isEmpty() ? values.value("deadLetterQueue") : replies);
      if (flow.restores()) {
        requirePatience(
            sqs.queue(queue),
            Long.parseLong(values.value("restoreDelay")),
            RestoreTier.valueOf(values.value("restoreTier").toUpperCase(Locale.ROOT)));
      }
    } catch (SaddlebagException e) {
      if (e.retryable()) {
        LOG.warn("{}: {}: {}; waiting for it", flow.name(), e.code().id(), e.what());
      } else {
        problems.add("%s: %s: %s".formatted(flow, e.what(), e.fix()));
      }
    }
  }

  private void require(SqsQueue queue, String other) {
    queue.require();
    if (!other.isEmpty()) {
      sqs.queue(other).require();
    } else if (!queue.hasRedrivePolicy()) {
      throw new Refused(
          SqsError.SQS_NO_DEAD_LETTERS,
          queue + " has no redrive policy, and the flow no other way");
    }
  }

  /** A request comes at once, and again after each delay until its objects are restored. */
  private static void requirePatience(SqsQueue queue, long delaySeconds, RestoreTier tier) {
    OptionalInt receives = queue.mostReceives();
    if (receives.isEmpty()) {
      return;
    }
    long lastComes = (receives.getAsInt() - 1) * delaySeconds;
    if (lastComes < tier.longest().toSeconds()) {
      throw new Refused(
          SqsError.SQS_TOO_FEW_RECEIVES,
          ("%s gives out a request %d times (maxReceiveCount), the last time after %d seconds as"
                  + " restoreDelay is %d; restoreTier %s can take %d")
              .formatted(
                  queue,
                  receives.getAsInt(),
                  lastComes,
                  delaySeconds,
                  tier.name().toLowerCase(Locale.ROOT),
                  tier.longest().toSeconds()));
    }
  }
}
