package org.saddlebag.settings;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting there is. */
final class KnownKeys {

  private static final List<Key<?>> ALL =
      Stream.of(
              NodeSection.keys(),
              AuditSection.keys(),
              ManagementSection.keys(),
              MasterKeySection.keys(),
              CustomerKeySection.keys(),
              StoreSection.keys(),
              KmsSection.keys(),
              SqsSection.keys(),
              KafkaSection.keys(),
              BrokerSection.keys(),
              DatabaseSection.keys())
          .<Key<?>>flatMap(List::stream)
          .toList();

  private static final Set<String> NAMES =
      ALL.stream().map(Key::name).collect(Collectors.toUnmodifiableSet());

  private KnownKeys() {}

  static List<Key<?>> all() {
    return ALL;
  }

  /** Names, with {@code NAME} and {@code K} for what the operator chooses. */
  static Set<String> names() {
    return NAMES;
  }
}
