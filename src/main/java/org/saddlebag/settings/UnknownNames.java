package org.saddlebag.settings;

import java.util.List;
import java.util.Optional;

/** Finds names that nothing reads: a misspelt setting must not be ignored silently. */
final class UnknownNames {

  private static final List<String> COMPONENTS =
      List.of("camel.component.aws2-s3.", "camel.component.aws2-kms.", "camel.component.aws2-sqs.");

  private final RawSettings settings;

  UnknownNames(RawSettings settings) {
    this.settings = settings;
  }

  /**
   * Notes every unknown {@code saddlebag.*}, every unknown name for Kafka, which we alone read, and
   * Camel's other names that are nearly one of ours.
   */
  void report() {
    settings.namesWith("saddlebag.").stream()
        .filter(name -> !MasterKeySection.covers(name) && !CustomerKeySection.covers(name))
        .filter(name -> !BrokerSection.covers(name))
        .filter(name -> !isKnown(name))
        .forEach(this::reportOurs);
    settings.namesWith(KafkaSection.CAMEL).stream()
        .filter(name -> !isKnown(name))
        .forEach(this::reportOurs);
    settings.namesWith("").stream()
        .filter(name -> !isKnown(name) && ListenerNames.opens(name))
        .forEach(name -> settings.problems().add(name, ListenerNames.WHY, ListenerNames.MEND));
    COMPONENTS.forEach(
        prefix ->
            settings.namesWith(prefix).stream()
                .filter(name -> !isKnown(name))
                .forEach(this::reportIfNearlyOurs));
  }

  private void reportOurs(String name) {
    String mend =
        NearestName.of(name, KnownKeys.names())
            .map(near -> "did you mean " + near + "?")
            .orElse("remove it, or see config/application.properties for what there is");
    settings.problems().add(name, "is unknown", mend);
  }

  /** Camel's components have many more settings; those are Camel's to judge. */
  private void reportIfNearlyOurs(String name) {
    Optional<String> near = NearestName.of(name, KnownKeys.names());
    near.filter(known -> NearestName.distance(name, known) <= 2)
        .ifPresent(
            known -> settings.problems().add(name, "is unknown", "did you mean " + known + "?"));
  }

  private static boolean isKnown(String name) {
    return KnownKeys.names().contains(name);
  }
}
