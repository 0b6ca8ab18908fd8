package org.saddlebag.camel.queue.send;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.saddlebag.s3.ObjectHead;

/**
 * Names what a flow sends of one content of an object, always the same: whoever gets it twice can
 * tell.
 *
 * @param text SHA-256 over flow, bucket, key, version and entity tag, in hexadecimal
 */
public record DeliveryId(String text) {

  /**
   * Names it.
   *
   * @param flow the flow's name
   * @param object as it was fetched
   * @return the same each time
   */
  public static DeliveryId of(String flow, ObjectHead object) {
    String all =
        String.join(
            "\0",
            flow,
            object.address().bucket(),
            object.address().key(),
            String.valueOf(object.address().versionId()),
            object.eTag());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return new DeliveryId(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  String claim() {
    return text + "-claim";
  }

  String part(int number) {
    return text + "-" + number;
  }
}
