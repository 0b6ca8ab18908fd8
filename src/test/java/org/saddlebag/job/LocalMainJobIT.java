package org.saddlebag.job;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.testing.Stores;

/** The main job on the embedded S3. */
class LocalMainJobIT extends MainJob {

  private LocalS3 s3;

  @BeforeEach
  void start() {
    s3 = LocalS3.start(temp.resolve("store"), LocalS3Options.defaults());
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Override
  List<String> store() {
    return Stores.local(s3, temp);
  }

  @Override
  String newBucket() {
    s3.ensureBucket("job");
    return "job";
  }
}
