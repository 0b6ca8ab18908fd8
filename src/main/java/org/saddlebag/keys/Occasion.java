package org.saddlebag.keys;

/**
 * What a master key is used for. Each value may be null where nobody knows it.
 *
 * @param flow the flow's name, or the command's
 * @param object {@code s3://BUCKET/KEY}; null before the object has an address
 * @param version the object's version
 * @param storeRequest the id of the store's answer that brought the wrapped data key
 */
public record Occasion(String flow, String object, String version, String storeRequest) {

  /** Nothing is known. */
  public static final Occasion UNKNOWN = new Occasion(null, null, null, null);

  /**
   * A data key is to be made for an object that has no address yet.
   *
   * @param flow the flow's name, or the command's
   * @return the occasion
   */
  public static Occasion of(String flow) {
    return new Occasion(flow, null, null, null);
  }
}
