package org.saddlebag.interop;

import java.util.Map;

/** A real S3 Encryption Client of some release, set up for one kind of object. */
public interface Peer {

  /**
   * Seals and stores.
   *
   * @param at bucket and key
   * @param plaintext what to seal
   * @param context the encryption context, empty for none
   */
  void seal(Spot at, byte[] plaintext, Map<String, String> context);

  /**
   * Fetches and opens.
   *
   * @param at bucket and key
   * @param context the encryption context it was sealed under
   * @return the plaintext
   */
  byte[] open(Spot at, Map<String, String> context);

  /**
   * Where an object is.
   *
   * @param bucket its bucket
   * @param key its key
   */
  record Spot(String bucket, String key) {}
}
