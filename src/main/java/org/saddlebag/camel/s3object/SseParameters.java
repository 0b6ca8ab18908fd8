package org.saddlebag.camel.s3object;

import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.settings.SseOptions;
import org.saddlebag.settings.SseText;

/**
 * The parameters that say how S3 encrypts at rest, as they are written.
 *
 * @param sse the kind, see {@link SseText#parse}; blank for none
 * @param sseContext {@code NAME=VALUE,NAME=VALUE}, or blank
 * @param sseBucketKey {@code true}, {@code false}, or blank
 */
public record SseParameters(String sse, String sseContext, String sseBucketKey) {

  /** What customer keys are called in the registry, before their own name. */
  public static final String BEAN = "customer-key.";

  private static final String NONE = "none";

  /**
   * Customer keys by their names, as the registry has them.
   *
   * @param context has the registry
   * @return gives the customer key of a name, or null
   */
  public static Function<String, CustomerKey> keysIn(CamelContext context) {
    return name -> context.getRegistry().lookupByNameAndType(BEAN + name, CustomerKey.class);
  }

  /**
   * What is written with.
   *
   * @param customerKeys gives the customer key of a name, or null
   * @return one kind
   * @throws org.saddlebag.errors.Refused if a text is wrong or the kind does not have an option
   * @throws IllegalArgumentException if the context is not of pairs
   */
  public ServerSideEncryption toWrite(Function<String, CustomerKey> customerKeys) {
    return new SseOptions(
            sse.isBlank() ? NONE : sse,
            Pairs.parse(sseContext),
            SseOptions.bucketKey(sseBucketKey.strip()))
        .resolve(customerKeys);
  }

  /**
   * What is read with.
   *
   * @param customerKeys gives the customer key of a name, or null
   * @return the customer key, or null
   * @throws org.saddlebag.errors.Refused if the kind is another than {@code sse-c:NAME}
   */
  public CustomerKey toRead(Function<String, CustomerKey> customerKeys) {
    return SseText.customerKey(sse.isBlank() ? NONE : sse, customerKeys);
  }
}
