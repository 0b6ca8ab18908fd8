package org.saddlebag.local.store;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Makes the content of a completed upload from its parts, without reading them again. */
public final class Assembly {

  private final UploadInfo upload;
  private final List<Part> parts;

  /**
   * An assembly.
   *
   * @param upload how the upload was begun
   * @param parts the chosen parts, in order, at least one
   */
  public Assembly(UploadInfo upload, List<Part> parts) {
    this.upload = upload;
    this.parts = List.copyOf(parts);
  }

  /**
   * The content.
   *
   * @return with ETag and checksum as S3 computes them for multipart uploads
   */
  public Content content() {
    List<Segment> segments =
        parts.stream().map(p -> new Segment(p.file(), p.size(), p.number(), p.checksum())).toList();
    long size = parts.stream().mapToLong(Part::size).sum();
    return new Content(size, etag(), checksum(), segments, upload.uploadId());
  }

  private String etag() {
    Sum md5 = Sum.of("MD5");
    for (Part part : parts) {
      feed(md5, HexFormat.of().parseHex(part.etag()));
    }
    return HexFormat.of().formatHex(md5.result()) + "-" + parts.size();
  }

  private Checksum checksum() {
    ChecksumAlgorithm algorithm = upload.algorithm();
    String value =
        upload.type() == ChecksumType.COMPOSITE ? composite(algorithm) : combined(algorithm);
    return new Checksum(algorithm, value, upload.type());
  }

  private String composite(ChecksumAlgorithm algorithm) {
    Sum sum = algorithm.start();
    for (Part part : parts) {
      feed(sum, Base64.getDecoder().decode(part.checksum()));
    }
    return Base64.getEncoder().encodeToString(sum.result()) + "-" + parts.size();
  }

  private String combined(ChecksumAlgorithm algorithm) {
    String value = parts.get(0).checksum();
    for (Part part : parts.subList(1, parts.size())) {
      value = algorithm.combine(value, part.checksum(), part.size());
    }
    return value;
  }

  private static void feed(Sum sum, byte[] bytes) {
    sum.update(bytes, 0, bytes.length);
  }
}
