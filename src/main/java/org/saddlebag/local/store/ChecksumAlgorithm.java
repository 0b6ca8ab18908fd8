package org.saddlebag.local.store;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that S3 stores with an object ("Checking object integrity in Amazon S3"). */
public enum ChecksumAlgorithm {
  /** CRC-32 as in zip. */
  CRC32(0xedb88320L, 4),
  /** CRC-32 Castagnoli. */
  CRC32C(0x82f63b78L, 4),
  /** CRC-64/NVME, S3's own choice where the client makes none. */
  CRC64NVME(Crc64Nvme.POLYNOMIAL, 8),
  /** SHA-1. */
  SHA1(0, 20),
  /** SHA-256. */
  SHA256(0, 32);

  private final long polynomial;
  private final int sizeBytes;

  ChecksumAlgorithm(long polynomial, int sizeBytes) {
    this.polynomial = polynomial;
    this.sizeBytes = sizeBytes;
  }

  /**
   * The algorithm of a name.
   *
   * @param name the name in any case
   * @return the algorithm, or null where there is none of that name
   */
  public static ChecksumAlgorithm named(String name) {
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.name().equalsIgnoreCase(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /**
   * The header that carries the value.
   *
   * @return for example {@code x-amz-checksum-crc32}
   */
  public String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether checksums of parts can be combined to that of the whole.
   *
   * @return true for the CRCs
   */
  public boolean isCrc() {
    return polynomial != 0;
  }

  /**
   * Whether a text can be a value.
   *
   * @param base64 the text
   * @return true for Base64 of the right length
   */
  public boolean accepts(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length == sizeBytes;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  Sum start() {
    return switch (this) {
      case CRC32 -> ofCrc(new CRC32());
      case CRC32C -> ofCrc(new CRC32C());
      case CRC64NVME -> ofCrc(new Crc64Nvme());
      case SHA1 -> Sum.of("SHA-1");
      case SHA256 -> Sum.of("SHA-256");
    };
  }

  private Sum ofCrc(Checksum crc) {
    return new Sum() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        crc.update(bytes, offset, length);
      }

      @Override
      public byte[] result() {
        return bytes(crc.getValue());
      }
    };
  }

  /** The CRC of two texts in a row, all values in Base64. */
  String combine(String first, String second, long secondLength) {
    CrcCombine combine = new CrcCombine(polynomial, sizeBytes * 8);
    long value = combine.combine(number(first), number(second), secondLength);
    return Base64.getEncoder().encodeToString(bytes(value));
  }

  private byte[] bytes(long crc) {
    ByteBuffer all = ByteBuffer.allocate(8).putLong(crc);
    byte[] value = new byte[sizeBytes];
    all.get(8 - sizeBytes, value);
    return value;
  }

  private static long number(String base64) {
    long value = 0;
    for (byte b : Base64.getDecoder().decode(base64)) {
      value = value << 8 | (b & 0xff);
    }
    return value;
  }
}
