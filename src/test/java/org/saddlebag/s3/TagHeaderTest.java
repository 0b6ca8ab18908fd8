package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.local.wire.Fault;

/** Who sets no tags needs no permission for them: not even an empty header goes out. */
class TagHeaderTest {

  @TempDir private Path folder;

  @Test
  void onlyTagsThatThereAreAreSent() {
    Set<String> tagged = ConcurrentHashMap.newKeySet();
    try (LocalStores stores = LocalStores.start(folder);
        StoreUnderTest under = stores.under(StoreConnection.defaults())) {
      stores
          .server()
          .setFaults(
              (call, headers) -> {
                if (headers.has("x-amz-tagging")) {
                  tagged.add(call.operation());
                }
                return Fault.none();
              });
      putAndCopy(under, PutOptions.of(Map.of()));
      assertThat(tagged).isEmpty();
      PutOptions withTags =
          new PutOptions(
              Map.of(),
              null,
              new ServerSideEncryption.BucketDefault(),
              PutOptions.Overwrite.ALLOW,
              Map.of("a", "b"));
      putAndCopy(under, withTags);
      assertThat(tagged)
          .containsExactlyInAnyOrder("PutObject", "CreateMultipartUpload", "CopyObject");
    }
  }

  private static void putAndCopy(StoreUnderTest under, PutOptions options) {
    under.put("small", bytes(10), options);
    under.put("large", bytes(PART + 1), options);
    under.store().copy(under.at("small"), null, null, under.at("copy"), options);
  }
}
