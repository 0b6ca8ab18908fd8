package org.saddlebag.camel.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.saddlebag.audit.AuditTrail;
import org.saddlebag.camel.FlowFigures;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.claims.Claims;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.BrokerUnavailable;
import org.saddlebag.errors.EndpointUnavailable;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.keys.KeyError;
import org.saddlebag.keys.kms.KmsError;
import org.saddlebag.s3.StoreError;

/** Our checks, as Camel's. What they say has codes and reasons, never a secret. */
final class Checks {

  private static final String GROUP = "saddlebag";

  /** Refusals that would meet every delivery of the flow, and not this one alone. */
  private static final Set<StoreError> OF_THE_STORE =
      EnumSet.of(
          StoreError.NO_SUCH_BUCKET,
          StoreError.ACCESS_DENIED,
          StoreError.BAD_CREDENTIALS,
          StoreError.NO_CREDENTIALS,
          StoreError.CLOCK_SKEWED,
          StoreError.WRONG_REGION,
          StoreError.SSE_KEY_UNUSABLE,
          StoreError.SSE_C_DENIED);

  /** What is wrong with one object or message, and says nothing of the next. */
  private static final Set<ErrorCode> OF_ONE_ALONE =
      Set.of(
          KeyError.NO_MATCHING_KEY,
          KeyError.CONTEXT_MISMATCH,
          KeyError.WRAP_REFUSED,
          KmsError.KMS_OTHER_KEY,
          KmsError.KMS_KEY_NOT_ALLOWED,
          DeliveryError.UNDER_WAY,
          DeliveryError.KEY_TAKEN);

  private Checks() {}

  /** One check; ready or not, or shown in the whole health alone. */
  private static final class Check extends AbstractHealthCheck {

    private final boolean readiness;
    private final Consumer<HealthCheckResultBuilder> question;

    Check(String id, boolean readiness, Consumer<HealthCheckResultBuilder> question) {
      super(GROUP, id);
      this.readiness = readiness;
      this.question = question;
    }

    @Override
    public boolean isReadiness() {
      return readiness;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
      builder.up();
      question.accept(builder);
    }
  }

  /** A flow can deliver, as far as its last attempt told. */
  static AbstractHealthCheck flow(String name, FlowLedger ledger) {
    return new Check(
        "flow-" + name,
        true,
        result -> {
          FlowFigures now = ledger.figures(name);
          if (ledger.isPaused(name)) {
            result.detail("paused", true);
          }
          SaddlebagException trouble = now.lastTrouble();
          if (trouble != null && ofTheStore(trouble)) {
            down(result, trouble.code().id(), trouble.what());
          } else if (now.outOfReach()) {
            down(
                result,
                "out-of-reach",
                "its directory, prefix or queue can't be looked at, see the log");
          }
        });
  }

  /** The store answers, as far as the last request told. */
  static AbstractHealthCheck store(StoreWatch store) {
    return new Check(
        "store",
        true,
        result ->
            store
                .trouble()
                .ifPresent(
                    call ->
                        down(
                            result,
                            call.outcome().name().toLowerCase(Locale.ROOT),
                            "the last request (%s) had no good answer"
                                .formatted(call.operation()))));
  }

  /** The state folder takes what is written, tried with a file that goes at once. */
  static AbstractHealthCheck state(Path folder) {
    return new Check(
        "state-folder",
        true,
        result -> {
          Path probe = folder.resolve("health-probe");
          try {
            Files.write(probe, new byte[] {'\n'});
            Files.delete(probe);
          } catch (IOException e) {
            down(result, "state-unwritable", folder + " can't be written: " + e);
          }
        });
  }

  /** The database that nodes share answered when it was last spoken to. */
  static AbstractHealthCheck database(Claims claims) {
    return new Check(
        "database",
        true,
        result ->
            claims
                .trouble()
                .ifPresent(trouble -> down(result, trouble.code().id(), trouble.what())));
  }

  /** The audit trail took its last line. */
  static AbstractHealthCheck audit(AuditTrail trail) {
    return new Check(
        "audit-trail",
        true,
        result -> {
          FileUnavailable trouble = trail.trouble().orElse(null);
          if (trouble != null) {
            down(result, trouble.code().id(), trouble.what());
          }
        });
  }

  /** Nobody has to stop sending work to a flow that has none: this keeps it neither from ready. */
  static AbstractHealthCheck silence(String flow, SilenceWatch silence) {
    return new Check(
        "silence-" + flow,
        false,
        result -> {
          if (silence.silent(flow)) {
            down(result, "flow-silent", "has seen nothing since " + silence.lastSeen(flow));
          }
        });
  }

  static boolean ofTheStore(SaddlebagException trouble) {
    if (OF_ONE_ALONE.contains(trouble.code())) {
      return false;
    }
    return trouble instanceof StoreUnavailable
        || trouble instanceof BrokerUnavailable
        || (trouble instanceof EndpointUnavailable target && target.away())
        || trouble instanceof KeyUnavailable
        || (trouble.code() instanceof StoreError code && OF_THE_STORE.contains(code));
  }

  private static void down(HealthCheckResultBuilder result, String code, String why) {
    result.detail("code", code).message(code + ": " + why).down();
  }
}
