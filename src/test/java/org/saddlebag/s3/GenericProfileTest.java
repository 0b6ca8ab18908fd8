package org.saddlebag.s3;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Puts with the headers for stores that we know nothing of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GenericProfileTest implements PutContract {

  @TempDir private static Path folder;

  private LocalStores stores;
  private StoreUnderTest under;

  @BeforeAll
  void start() {
    stores = LocalStores.start(folder);
    StoreUnderTest aws = stores.under(StoreConnection.defaults());
    StoreSettings settings =
        new StoreSettings(
            StoreProfile.GENERIC,
            aws.settings().endpoint(),
            aws.settings().connection(),
            aws.settings().transfer());
    under = StoreUnderTest.of(settings, aws.credentials(), aws.bucket(), aws.kmsKeyId());
    aws.close();
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
