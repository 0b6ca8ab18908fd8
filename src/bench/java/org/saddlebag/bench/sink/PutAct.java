package org.saddlebag.bench.sink;

import java.util.List;

/** PutObject. */
final class PutAct {

  private PutAct() {}

  static Answer put(RequestHead head, Bucket bucket, Blob blob, Body body) {
    String etag = Checksums.etag(head.header("content-md5"));
    StoredObject object = StoredObject.of(List.of(blob), etag, head.kept(), body.checksums());
    if (!bucket.put(head.key(), object, head.header("if-none-match") != null)) {
      return Answer.error(412, "PreconditionFailed");
    }
    return Answer.of(200).with("etag", '"' + etag + '"').with(body.checksums());
  }
}
