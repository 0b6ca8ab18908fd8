package org.saddlebag.local.s3;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.saddlebag.local.auth.Hashes;
import org.saddlebag.local.store.Encryption;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Headers;

/** A key that came with SSE-C headers. It lives as long as the request. */
final class CustomerKey {

  private static final int KEY_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final String PREFIX = "server-side-encryption-customer-";

  private final byte[] key;
  private final String md5;

  private CustomerKey(byte[] key, String md5) {
    this.key = key;
    this.md5 = md5;
  }

  /** The key of the request's own object, or null where there is none. */
  static CustomerKey of(Headers headers) {
    return of(headers, "x-amz-" + PREFIX);
  }

  /** The key of the object that is copied from, or null where there is none. */
  static CustomerKey ofCopySource(Headers headers) {
    return of(headers, "x-amz-copy-source-" + PREFIX);
  }

  private static CustomerKey of(Headers headers, String prefix) {
    String algorithm = headers.get(prefix + "algorithm");
    String key = headers.get(prefix + "key");
    String md5 = headers.get(prefix + "key-md5");
    if (algorithm == null && key == null && md5 == null) {
      return null;
    }
    need(algorithm, prefix + "algorithm", "a valid encryption algorithm.");
    need(key, prefix + "key", "an appropriate secret key.");
    need(md5, prefix + "key-md5", "the client calculated MD5 of the secret key.");
    if (!algorithm.equals("AES256")) {
      throw new ApiError(
          400,
          "InvalidEncryptionAlgorithmError",
          "The Encryption request you specified is not valid. Supported value: AES256.");
    }
    return new CustomerKey(checked(key, md5, prefix), md5);
  }

  private static void need(String value, String header, String what) {
    if (value == null) {
      throw S3Errors.invalidArgument(
          "Requests specifying Server Side Encryption with Customer provided keys must provide "
              + what,
          header,
          null);
    }
  }

  private static byte[] checked(String key, String md5, String prefix) {
    byte[] bytes = decoded(key);
    if (bytes.length != KEY_BYTES) {
      throw S3Errors.invalidArgument(
          "The secret key was invalid for the specified algorithm.", prefix + "key", "(hidden)");
    }
    if (!MessageDigest.isEqual(Hashes.digest("MD5").digest(bytes), decoded(md5))) {
      throw S3Errors.invalidArgument(
          "The calculated MD5 hash of the key did not match the hash that was provided.",
          prefix + "key-MD5",
          md5);
    }
    return bytes;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  Encryption.SseC seal() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return new Encryption.SseC(md5, base64.encodeToString(salt), base64.encodeToString(hash(salt)));
  }

  boolean opens(Encryption.SseC sealed) {
    byte[] hash = hash(Base64.getDecoder().decode(sealed.salt()));
    return MessageDigest.isEqual(hash, Base64.getDecoder().decode(sealed.hash()));
  }

  private byte[] hash(byte[] salt) {
    byte[] both = Arrays.copyOf(salt, salt.length + key.length);
    System.arraycopy(key, 0, both, salt.length, key.length);
    return Hashes.digest("SHA-256").digest(both);
  }
}
