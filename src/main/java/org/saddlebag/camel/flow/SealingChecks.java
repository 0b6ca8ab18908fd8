package org.saddlebag.camel.flow;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.saddlebag.camel.s3object.SseParameters;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreError;
import org.saddlebag.settings.SettingsError;

/** What a flow says about sealing and about encryption at rest must fit together. */
final class SealingChecks {

  private static final String NONE = "none";

  private final ObjectStore store;
  private final Function<String, CustomerKey> customerKeys;

  SealingChecks(FlowServices services) {
    this.store = services.store();
    this.customerKeys = services.customerKeys()::get;
  }

  /** All that does not fit; the parameters' values are checked one by one elsewhere. */
  List<String> problems(FlowDeclaration flow) {
    return flow.sends() ? Stream.concat(seal(flow), sse(flow)).toList() : List.of();
  }

  /** What is allowed, but seldom meant. */
  static Optional<String> warning(FlowDeclaration flow) {
    boolean bare = isPlain(flow) && flow.given("sse").orElse(NONE).equals(NONE);
    return flow.sends() && bare
        ? Optional.of(
            "%s seals nothing and asks for no server-side encryption: the bucket's default alone"
                    .formatted(flow)
                + " protects what it sends; give sse to be sure")
        : Optional.empty();
  }

  private static boolean isPlain(FlowDeclaration flow) {
    return flow.given("seal").orElse("envelope").equals(NONE);
  }

  private static Stream<String> seal(FlowDeclaration flow) {
    if (isPlain(flow)) {
      return Stream.of("key", "format")
          .filter(parameter -> flow.given(parameter).isPresent())
          .map(
              parameter ->
                  "%s gives '%s', which seal=none has no use for: leave one of them out"
                      .formatted(flow, parameter));
    }
    return flow.given("key").isPresent()
        ? Stream.of()
        : Stream.of(flow + " lacks 'key': name a master key, or give seal=none");
  }

  private Stream<String> sse(FlowDeclaration flow) {
    try {
      store.requireFit(flow.given("bucket").orElse(""), parameters(flow).toWrite(customerKeys));
      return Stream.of();
    } catch (SaddlebagException e) {
      boolean together = e.code() == SettingsError.SSE_MIXED || e.code() == StoreError.SSE_UNFIT;
      return together ? Stream.of("%s, %s: %s".formatted(flow, e.what(), e.fix())) : Stream.of();
    } catch (IllegalArgumentException e) {
      return Stream.of();
    }
  }

  private static SseParameters parameters(FlowDeclaration flow) {
    return new SseParameters(
        flow.given("sse").orElse(NONE),
        flow.given("sseContext").orElse(""),
        flow.given("sseBucketKey").orElse(""));
  }
}
