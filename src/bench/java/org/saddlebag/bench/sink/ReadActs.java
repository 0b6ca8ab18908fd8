package org.saddlebag.bench.sink;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** GetObject and HeadObject: whole, by range, by part number, on condition. */
final class ReadActs {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private ReadActs() {}

  static Answer read(RequestHead head, Bucket bucket) {
    if (head.asks("tagging")) {
      return Answer.xml(200, "<Tagging><TagSet/></Tagging>");
    }
    StoredObject object = bucket.objects().get(head.key());
    if (object == null) {
      return Answer.error(404, "NoSuchKey");
    }
    String ifMatch = head.header("if-match");
    if (ifMatch != null && !ifMatch.replace("\"", "").equals(object.etag())) {
      return Answer.error(412, "PreconditionFailed");
    }
    String range = head.header("range");
    String number = head.query().get("partNumber");
    if (range == null && number == null) {
      return whole(head, object);
    }
    ByteRange bytes =
        number == null
            ? ByteRange.parse(range, object.length())
            : ByteRange.ofPart(Integer.parseInt(number), object.parts());
    return bytes == null ? Answer.error(416, "InvalidRange") : piece(object, bytes, number != null);
  }

  private static Answer whole(RequestHead head, StoredObject object) {
    Answer answer = described(200, object);
    if (head.header("x-amz-checksum-mode") != null) {
      answer.with(object.checksums());
    }
    return answer.body(object.length(), wire -> object.send(wire, 0, object.length()));
  }

  private static Answer piece(StoredObject object, ByteRange bytes, boolean byNumber) {
    Answer answer =
        described(206, object).with("content-range", bytes.contentRange(object.length()));
    if (byNumber) {
      answer.with("x-amz-mp-parts-count", String.valueOf(object.parts().size()));
    }
    return answer.body(bytes.count(), wire -> object.send(wire, bytes.first(), bytes.count()));
  }

  private static Answer described(int status, StoredObject object) {
    return Answer.of(status)
        .with(object.headers())
        .with("etag", '"' + object.etag() + '"')
        .with("accept-ranges", "bytes")
        .with("last-modified", HTTP_DATE.format(object.modified()));
  }

  /**
   * A piece of an object.
   *
   * @param first from 0
   * @param count from 1
   */
  private record ByteRange(long first, long count) {

    /** Null where there is no such piece. */
    static ByteRange parse(String header, long length) {
      String text = header.substring(header.indexOf('=') + 1);
      int dash = text.indexOf('-');
      if (dash == 0) {
        long count = Math.min(length, Long.parseLong(text.substring(1)));
        return count == 0 ? null : new ByteRange(length - count, count);
      }
      long first = Long.parseLong(text.substring(0, dash));
      boolean open = dash == text.length() - 1;
      long last =
          open ? length - 1 : Math.min(length - 1, Long.parseLong(text.substring(dash + 1)));
      return first > last ? null : new ByteRange(first, last - first + 1);
    }

    /** Null where there is no such part. */
    static ByteRange ofPart(int number, List<Blob> parts) {
      if (number > parts.size()) {
        return null;
      }
      long first = parts.subList(0, number - 1).stream().mapToLong(Blob::length).sum();
      return new ByteRange(first, parts.get(number - 1).length());
    }

    String contentRange(long length) {
      return "bytes %d-%d/%d".formatted(first, first + count - 1, length);
    }
  }
}
