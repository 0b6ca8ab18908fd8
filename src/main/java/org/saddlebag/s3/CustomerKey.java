package org.saddlebag.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A 256-bit key for SSE-C. Its bytes leave this class only as request headers. */
public final class CustomerKey {

  /** SSE-C knows AES-256 only. */
  public static final int LENGTH_BYTES = 32;

  private final String name;
  private final byte[] bytes;

  /**
   * A customer key.
   *
   * @param name the name the configuration gives it, for logs and receipts
   * @param bytes exactly {@value #LENGTH_BYTES} bytes, copied
   */
  public CustomerKey(String name, byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "customer key '%s' has %d bytes, must be %d".formatted(name, bytes.length, LENGTH_BYTES));
    }
    this.name = name;
    this.bytes = bytes.clone();
  }

  /**
   * The name the configuration gives it.
   *
   * @return never null
   */
  public String name() {
    return name;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  String md5Base64() {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  @Override
  public String toString() {
    return "customer key " + name;
  }
}
