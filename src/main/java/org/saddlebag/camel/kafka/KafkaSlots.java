package org.saddlebag.camel.kafka;

import org.saddlebag.camel.Slot;

/** What the steps of a topic's route hand each other. */
final class KafkaSlots {

  /** What is in hand; it was taken up by the route. */
  static final Slot<Parcel> TAKEN =
      new Slot<>("saddlebag.kafka-parcel", Parcel.class, "the intake of the records");

  /** Whether the partition can't go on, as its next record has nowhere to go. */
  static final Slot<Boolean> HALTS =
      new Slot<>("saddlebag.kafka-halts", Boolean.class, "the dead letters");

  private KafkaSlots() {}
}
