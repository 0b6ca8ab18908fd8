package org.saddlebag.s3;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.saddlebag.errors.Refused;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Opens bodies, whole and in ranges. */
final class Bodies {

  private final AwsReads reads;
  private final StoreSettings settings;
  private final PartBuffers buffers;
  private final Executor fetchers;

  Bodies(AwsReads reads, StoreSettings settings, PartBuffers buffers, Executor fetchers) {
    this.reads = reads;
    this.settings = settings;
    this.buffers = buffers;
    this.fetchers = fetchers;
  }

  /**
   * A small object comes in one answer; a large one's first range tells what the others must be.
   */
  ObjectBody get(ObjectAddress source, CustomerKey key) {
    TransferLimits limits = settings.transfer();
    ObjectBody first = getRange(source, key, 0, limits.partSizeBytes() - 1L, null);
    ObjectHead head = first.head();
    return head.lengthBytes() <= limits.partSizeBytes()
        ? first
        : new ReadAheadBody(
            first,
            limits.partSizeBytes(),
            (from, to) -> getRange(source, key, from, to, head.eTag()),
            limits,
            buffers,
            fetchers);
  }

  ObjectBody getRange(
      ObjectAddress source, CustomerKey key, long from, long toInclusive, String ifMatch) {
    if (from < 0 || toInclusive < from) {
      throw StoreError.RANGE_OUTSIDE.failure(
          "bytes %d to %d of %s are no range".formatted(from, toInclusive, source), null);
    }
    try {
      ResponseInputStream<GetObjectResponse> first =
          reads.open(source, key, range(from, toInclusive), ifMatch);
      return resuming(
          source, first, from, (at, eTag) -> reads.open(source, key, range(at, toInclusive), eTag));
    } catch (Refused e) {
      return emptyOrThrow(source, key, ifMatch, e);
    }
  }

  /** S3 answers 416 to every range of an object without bytes. */
  private ObjectBody emptyOrThrow(
      ObjectAddress source, CustomerKey key, String ifMatch, Refused refused) {
    if (refused.code() != StoreError.RANGE_OUTSIDE) {
      throw refused;
    }
    ObjectHead head = Heads.of(source, reads.head(source, key));
    if (ifMatch != null && !Objects.equals(ifMatch, head.eTag())) {
      throw StoreError.OBJECT_CHANGED.failure(
          "%s has the entity tag %s, must be %s".formatted(source, head.eTag(), ifMatch), refused);
    }
    if (head.lengthBytes() > 0) {
      throw refused;
    }
    return new EmptyBody(head);
  }

  private ObjectBody resuming(
      ObjectAddress source,
      ResponseInputStream<GetObjectResponse> first,
      long start,
      ResumingBody.Opener opener) {
    return new ResumingBody(
        Heads.of(source, first.response()), first, start, opener, settings.connection().attempts());
  }

  private static String range(long from, long toInclusive) {
    return "bytes=" + from + "-" + toInclusive;
  }
}
