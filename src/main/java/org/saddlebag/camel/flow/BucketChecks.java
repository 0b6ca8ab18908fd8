package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the store for the buckets that the flows name, so that no file fails for a wrong one. */
final class BucketChecks {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final ObjectStore store;
  private final UnaryOperator<String> placeholders;

  BucketChecks(ObjectStore store, UnaryOperator<String> placeholders) {
    this.store = store;
    this.placeholders = placeholders;
  }

  List<String> problems(RouteFiles routes) {
    Set<String> buckets = new TreeSet<>();
    routes.flows().forEach(flow -> flow.given("bucket").map(placeholders).ifPresent(buckets::add));
    List<String> problems = new ArrayList<>();
    for (String bucket : buckets) {
      check(bucket, problems);
    }
    return problems;
  }

  /** A sender that may only write is not told whether the bucket exists; an outage may pass. */
  private void check(String bucket, List<String> problems) {
    try {
      store.requireBucket(bucket);
    } catch (SaddlebagException e) {
      if (e.retryable() || e.code() == StoreError.ACCESS_DENIED) {
        LOG.warn("bucket {} could not be checked: {}: {}", bucket, e.code().id(), e.what());
      } else {
        problems.add("bucket '%s': %s: %s".formatted(bucket, e.what(), e.fix()));
      }
    }
  }
}
