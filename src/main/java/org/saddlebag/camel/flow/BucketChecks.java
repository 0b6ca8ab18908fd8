package org.saddlebag.camel.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreAccess;
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

  /** A bucket, and how it is spoken to. */
  private record Question(String bucket, StoreAccess access) {}

  List<String> problems(RouteFiles routes) {
    Set<Question> questions = new LinkedHashSet<>();
    for (FlowDeclaration flow : routes.flows()) {
      StoreAccess access = FlowValues.of(flow, placeholders).access();
      if (!access.writeOnly()) {
        flow.given("bucket")
            .map(placeholders)
            .ifPresent(bucket -> questions.add(new Question(bucket, access)));
      }
    }
    List<String> problems = new ArrayList<>();
    questions.forEach(question -> check(question, problems));
    return problems;
  }

  /** A sender that may only write is not told whether the bucket exists; an outage may pass. */
  private void check(Question question, List<String> problems) {
    String bucket = question.bucket();
    try {
      store.as(question.access()).requireBucket(bucket);
    } catch (SaddlebagException e) {
      if (e.retryable() || e.code() == StoreError.ACCESS_DENIED) {
        LOG.warn("bucket {} could not be checked: {}: {}", bucket, e.code().id(), e.what());
      } else {
        problems.add("bucket '%s': %s: %s".formatted(bucket, e.what(), e.fix()));
      }
    }
  }
}
