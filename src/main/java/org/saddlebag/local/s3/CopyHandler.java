package org.saddlebag.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.saddlebag.local.store.Attributes;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.ChecksumAlgorithm;
import org.saddlebag.local.store.Condition;
import org.saddlebag.local.store.Content;
import org.saddlebag.local.store.Draft;
import org.saddlebag.local.store.Encryption;
import org.saddlebag.local.store.NewObject;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.store.OpenContent;
import org.saddlebag.local.store.Sums;
import org.saddlebag.local.wire.Answer;

/** CopyObject. */
final class CopyHandler {

  /** "CopyObject": a copy in a single operation goes up to 5 GB. */
  private static final long MAX_COPY_BYTES = 5L * 1024 * 1024 * 1024;

  private final Lookup lookup;
  private final Sse sse;
  private final Intake intake;
  private final Archive archive;

  CopyHandler(Lookup lookup, Sse sse, Intake intake, Archive archive) {
    this.lookup = lookup;
    this.sse = sse;
    this.intake = intake;
    this.archive = archive;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.COPY_OBJECT, this::copy);
  }

  private Answer copy(S3Request request) throws IOException {
    if (request.headers().has("if-none-match")) {
      throw S3Errors.notImplemented();
    }
    Bucket target = lookup.bucketForWrite(request);
    CopySource from = CopySource.of(request);
    Bucket sourceBucket = lookup.bucket(from.bucket());
    try (OpenContent open = open(request, from, sourceBucket)) {
      checkSelf(request, from);
      ObjectVersion source = open.version();
      NewObject object = object(request, target, open);
      ObjectVersion stored = target.put(object, Condition.NONE);
      return answer(target, stored)
          .with("x-amz-copy-source-version-id", Lookup.toldVersion(sourceBucket, source));
    }
  }

  /** Opens the source, after its conditions and its SSE-C key were checked. */
  private OpenContent open(S3Request request, CopySource from, Bucket bucket) {
    OpenContent open = lookup.open(request, bucket, from.key(), from.versionId());
    try {
      ObjectVersion source = open.version();
      Preconditions.checkCopySource(request.headers(), source);
      CustomerKey key = CustomerKey.ofCopySource(request.headers());
      sse.checkRead(request, source.attributes().encryption(), key);
      archive.requireActive(source);
      if (source.content().size() > MAX_COPY_BYTES) {
        throw S3Errors.invalidRequest(
            "The specified copy source is larger than the maximum allowable size for a copy"
                + " source: "
                + MAX_COPY_BYTES);
      }
      return open;
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private static void checkSelf(S3Request request, CopySource from) {
    boolean self = from.bucket().equals(request.bucket()) && from.key().equals(request.key());
    boolean changes =
        replaces(request, "x-amz-metadata-directive")
            || request.headers().has("x-amz-storage-class")
            || from.versionId() != null
            || !request.headers().startingWith("x-amz-server-side-encryption").isEmpty();
    if (self && !changes) {
      throw S3Errors.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  private static boolean replaces(S3Request request, String directive) {
    String value = request.headers().get(directive, "COPY");
    if (!value.equals("COPY") && !value.equals("REPLACE")) {
      throw S3Errors.invalidArgument("Unknown directive.", directive, value);
    }
    return value.equals("REPLACE");
  }

  private NewObject object(S3Request request, Bucket target, OpenContent open) throws IOException {
    ObjectVersion source = open.version();
    Encryption encryption = sse.forWrite(request);
    Attributes own = ObjectHeaders.read(request.headers(), encryption);
    Attributes attributes =
        replaces(request, "x-amz-metadata-directive")
            ? own
            : new Attributes(
                source.attributes().system(),
                source.attributes().user(),
                own.storageClass(),
                encryption);
    Map<String, String> tags =
        replaces(request, "x-amz-tagging-directive") ? Tags.ofHeader(request) : source.tags();
    ChecksumAlgorithm wanted = ChecksumHeaders.wanted(request.headers());
    ChecksumAlgorithm algorithm = wanted == null ? source.content().checksum().algorithm() : wanted;
    return new NewObject(
        request.key(), content(target, open, algorithm, encryption), attributes, tags);
  }

  private Content content(
      Bucket target, OpenContent open, ChecksumAlgorithm algorithm, Encryption encryption)
      throws IOException {
    long size = open.version().content().size();
    try (Draft draft = target.draft();
        InputStream in = open.stream(0, size)) {
      Sums taken = intake.take(in, size, algorithm, encryption, draft);
      return WriteHandlers.content(draft, taken, algorithm);
    }
  }

  private static Answer answer(Bucket target, ObjectVersion stored) {
    Xml xml =
        Xml.result("CopyObjectResult")
            .text("LastModified", Formats.iso(stored.lastModified()))
            .text("ETag", Formats.quoted(stored.content().etag()));
    return ChecksumHeaders.answer(xml, stored.content().checksum())
        .answer()
        .with("x-amz-version-id", Lookup.toldVersion(target, stored))
        .with(Sse.echoOfWrite(stored.attributes().encryption()));
  }
}
