package org.saddlebag.s3;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract against the embedded S3. */
final class LocalObjectStoreTest extends ObjectStoreContract {

  @TempDir private static Path folder;

  private LocalStores stores;
  private StoreUnderTest under;

  @BeforeAll
  void start() {
    stores = LocalStores.start(folder);
    under = stores.under(StoreConnection.defaults());
  }

  @AfterAll
  void stop() {
    under.close();
    stores.close();
  }

  @Override
  public StoreUnderTest under() {
    return under;
  }
}
