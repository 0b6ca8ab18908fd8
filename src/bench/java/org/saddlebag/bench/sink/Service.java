package org.saddlebag.bench.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out what a request asks for. Buckets come into being when they are named. */
final class Service {

  private static final int DOCUMENT_BYTES = 4 << 20;

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final BlobStore blobs;

  Service(BlobStore blobs) {
    this.blobs = blobs;
  }

  Answer answer(RequestHead head, Wire wire) throws IOException {
    Body body = Body.of(head, wire);
    Bucket bucket = buckets.computeIfAbsent(head.bucket(), name -> new Bucket());
    return head.key().isEmpty()
        ? ofBucket(head, bucket, document(body))
        : ofObject(head, bucket, body, wire);
  }

  private static Answer ofBucket(RequestHead head, Bucket bucket, String document) {
    return switch (head.method()) {
      case "GET" -> looks(head, bucket);
      case "POST" -> DeleteActs.deleteMany(bucket, document);
      case "DELETE" -> DeleteActs.empty(bucket);
      default -> Answer.of(200);
    };
  }

  private static Answer looks(RequestHead head, Bucket bucket) {
    if (head.asks("location")) {
      return Answer.xml(200, "<LocationConstraint/>");
    }
    if (head.asks("uploads")) {
      return Answer.xml(200, "<ListMultipartUploadsResult/>");
    }
    return head.asks("versioning")
        ? Answer.xml(200, "<VersioningConfiguration/>")
        : new ListAct(head, bucket).answer();
  }

  private Answer ofObject(RequestHead head, Bucket bucket, Body body, Wire wire)
      throws IOException {
    boolean part = head.asks("uploadId");
    return switch (head.method()) {
      case "PUT" -> put(head, bucket, body, wire);
      case "POST" ->
          part
              ? UploadActs.complete(head, bucket, document(body), body)
              : UploadActs.create(head, bucket);
      case "DELETE" -> part ? UploadActs.abort(head, bucket) : DeleteActs.delete(head, bucket);
      default -> ReadActs.read(head, bucket);
    };
  }

  private Answer put(RequestHead head, Bucket bucket, Body body, Wire wire) throws IOException {
    Blob blob = blobs.take(body, wire);
    if (head.header("x-amz-copy-source") != null) {
      return Answer.error(501, "NotImplemented");
    }
    return head.asks("uploadId")
        ? UploadActs.part(head, bucket, blob, body)
        : PutAct.put(head, bucket, blob, body);
  }

  private static String document(Body body) throws IOException {
    if (body.length() == 0) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.allocate(DOCUMENT_BYTES);
    while (body.read(bytes)) {
      continue;
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
