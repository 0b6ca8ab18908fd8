package org.saddlebag.local.s3;

import java.io.IOException;
import java.util.Map;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.wire.Answer;

/** Tags of objects. */
final class TaggingHandlers {

  private final Lookup lookup;

  TaggingHandlers(Lookup lookup) {
    this.lookup = lookup;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.GET_OBJECT_TAGGING, this::get);
    handlers.put(S3Operation.PUT_OBJECT_TAGGING, this::put);
    handlers.put(S3Operation.DELETE_OBJECT_TAGGING, r -> set(r, Map.of(), 204));
  }

  private Answer get(S3Request request) {
    ObjectVersion version = lookup.version(request);
    return Tags.xml(version.tags())
        .answer()
        .with("x-amz-version-id", Lookup.toldVersion(lookup.bucket(request), version));
  }

  private Answer put(S3Request request) throws IOException {
    Map<String, String> tags = Tags.ofXml(Intake.document(request, new BodyCheck(request)));
    return set(request, tags, 200);
  }

  private Answer set(S3Request request, Map<String, String> tags, int status) throws IOException {
    Bucket bucket = lookup.bucket(request);
    ObjectVersion version = lookup.version(request);
    bucket.tag(version, tags);
    return Answer.of(status).with("x-amz-version-id", Lookup.toldVersion(bucket, version));
  }
}
