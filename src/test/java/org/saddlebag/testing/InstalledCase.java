package org.saddlebag.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.LocalCloud;

/** A test of the packaged program against an S3 and a KMS of its own. */
public abstract class InstalledCase {

  /** The bucket that is there. */
  protected static final String BUCKET = "acme-archive";

  @TempDir protected Path folder;
  protected LocalCloud cloud;
  protected Installation saddlebag;

  @BeforeEach
  final void install() throws IOException {
    cloud = startCloud(folder.resolve("cloud"));
    cloud.s3().ensureBucket(BUCKET);
    saddlebag = Installation.in(folder, Stores.local(cloud, folder));
  }

  /**
   * Starts the servers.
   *
   * @param at where they may write
   * @return running; closed after the test
   */
  protected LocalCloud startCloud(Path at) {
    return LocalCloud.start(at);
  }

  @AfterEach
  final void close() {
    cloud.close();
  }
}
