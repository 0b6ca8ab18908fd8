package org.saddlebag.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * What the store is to check one part by.
 *
 * @param crc32c base64 of the big-endian value, or null where MD5 is used
 * @param md5 base64, or null where CRC32C is used
 */
record PartDigest(String crc32c, String md5) {

  static PartDigest of(byte[] bytes, int length, StoreProfile.ContentCheck check) {
    return switch (check) {
      case CRC32C -> {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        yield new PartDigest(base64(crc), null);
      }
      case CONTENT_MD5 -> {
        MessageDigest md5 = newMd5();
        md5.update(bytes, 0, length);
        yield new PartDigest(null, Base64.getEncoder().encodeToString(md5.digest()));
      }
    };
  }

  /** The form of {@code x-amz-checksum-crc32c}. */
  static String base64(Checksum crc) {
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }

  /** The entity tag of an object that was put in one piece, where the store uses MD5; or null. */
  String eTag() {
    return md5 == null ? null : HexFormat.of().formatHex(Base64.getDecoder().decode(md5));
  }

  /** The entity tag of an object of such parts: MD5 over their MD5s, and their number; or null. */
  static String compositeETag(List<PartDigest> parts) {
    MessageDigest all = newMd5();
    for (PartDigest part : parts) {
      if (part.md5 == null) {
        return null;
      }
      all.update(Base64.getDecoder().decode(part.md5));
    }
    return HexFormat.of().formatHex(all.digest()) + "-" + parts.size();
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
