package org.saddlebag.local.store;

import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** The sums that are taken of one body while it passes. */
public final class Digests {

  private final Map<ChecksumAlgorithm, Sum> sums = new EnumMap<>(ChecksumAlgorithm.class);
  private final Map<ChecksumAlgorithm, String> values = new EnumMap<>(ChecksumAlgorithm.class);
  private Sum md5;
  private String md5Hex;

  /**
   * Also takes the MD5.
   *
   * @return this
   */
  public Digests withMd5() {
    md5 = Sum.of("MD5");
    return this;
  }

  /**
   * Also takes a checksum.
   *
   * @param algorithm which; null for none
   * @return this
   */
  public Digests with(ChecksumAlgorithm algorithm) {
    if (algorithm != null) {
      sums.computeIfAbsent(algorithm, ChecksumAlgorithm::start);
    }
    return this;
  }

  /**
   * Takes in a small body at once.
   *
   * @param bytes all of it
   */
  public void update(byte[] bytes) {
    update(bytes, 0, bytes.length);
  }

  void update(byte[] bytes, int offset, int length) {
    if (md5 != null) {
      md5.update(bytes, offset, length);
    }
    for (Sum sum : sums.values()) {
      sum.update(bytes, offset, length);
    }
  }

  /**
   * The MD5, after the last byte.
   *
   * @return lower-case hex, or null where it was not taken
   */
  public String md5Hex() {
    if (md5Hex == null && md5 != null) {
      md5Hex = HexFormat.of().formatHex(md5.result());
    }
    return md5Hex;
  }

  /**
   * A checksum, after the last byte.
   *
   * @param algorithm one that was asked for
   * @return Base64
   */
  public String value(ChecksumAlgorithm algorithm) {
    return values.computeIfAbsent(
        algorithm, a -> Base64.getEncoder().encodeToString(sums.get(a).result()));
  }
}
