package org.saddlebag.camel.flow;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a house of its own. */
abstract class FlowTest {

  @TempDir Path folder;
  FlowHouse house;

  @BeforeEach
  void openHouse() {
    house = new FlowHouse(folder);
  }

  @AfterEach
  void closeHouse() {
    house.close();
  }
}
