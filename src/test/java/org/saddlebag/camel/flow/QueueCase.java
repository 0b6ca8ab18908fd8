package org.saddlebag.camel.flow;

import java.io.IOException;
import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.saddlebag.testing.TestBroker;

/** A test with a house and a broker of its own. */
abstract class QueueCase extends FlowTest {

  TestBroker broker;

  @BeforeEach
  void startBroker() {
    broker = TestBroker.notYet(folder.resolve("broker"));
    house.broker(broker.uri(), TestBroker.USER, TestBroker.PASSWORD);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  long waiting() {
    return broker.count(TestBroker.QUEUE);
  }

  long dead() {
    return broker.count(TestBroker.DEAD_LETTERS);
  }

  /** What all objects hold once they are opened, as Latin-1. */
  Collection<String> opened() throws IOException {
    return house.opened().values();
  }
}
