package org.saddlebag.camel.sign;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.saddlebag.audit.Signatures;
import org.saddlebag.keys.SigningKey;

/**
 * The route that signs, made from the template {@code sign-files} of {@code routes/receipts.yaml}.
 *
 * @param signatures says what is to be signed
 * @param key signs
 * @param every how often checkpoints are made; it looks each minute at least
 */
public record FileSigning(Signatures signatures, SigningKey key, Duration every) {

  private static final String TEMPLATE = "sign-files";

  /** A timer that is started under load may leave out its first round. */
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(1);

  /**
   * What the route finds in the registry.
   *
   * @return beans by their names
   */
  public Map<String, Object> beans() {
    return Map.of("signatures", signatures, "signingKey", key.key());
  }

  /**
   * Adds the route and starts it. The certificate is put beside the receipts.
   *
   * @param context started, with the template
   */
  public void start(CamelContext context) {
    signatures.publish(key.certificate());
    TemplatedRouteBuilder.builder(context, TEMPLATE)
        .routeId(TEMPLATE)
        .parameter("every", Math.min(every.toMillis(), LONGEST_ROUND.toMillis()))
        .parameter("algorithm", key.algorithm())
        .add();
  }

  /**
   * Whether what was due is signed.
   *
   * @param context where the route runs
   * @return false before the first look and while a file is being signed
   */
  public boolean done(CamelContext context) {
    return signatures.looked() && context.getInflightRepository().size(TEMPLATE) == 0;
  }
}
