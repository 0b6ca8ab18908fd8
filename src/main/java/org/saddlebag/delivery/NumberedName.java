package org.saddlebag.delivery;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.saddlebag.errors.Refused;

/** {@code dir/name.txt} with numbers: {@code dir/name-1.txt}, {@code dir/name-2.txt}, ... */
public final class NumberedName {

  private static final int LAST = 1 << 24;

  /** File systems end at 255 bytes; numbers and {@code .reason} need some. */
  private static final int ROOMY_BYTES = 230;

  private static final int HEAD_BYTES = 200;

  private NumberedName() {}

  /**
   * A name with a number.
   *
   * @param name the wished name
   * @param number 0 for the name itself
   * @return in the same directory
   */
  public static String of(String name, int number) {
    return number == 0 ? name : withSuffix(name, String.valueOf(number));
  }

  /** The suffix stands before the last dot; a leading dot begins no extension. */
  static String withSuffix(String name, String suffix) {
    int start = name.lastIndexOf('/') + 1;
    int dot = name.lastIndexOf('.');
    int at = dot > start ? dot : name.length();
    return name.substring(0, at) + "-" + suffix + name.substring(at);
  }

  /** The name, or a shorter one of its own where the last part leaves no room for endings. */
  static String fitting(String name) {
    int start = name.lastIndexOf('/') + 1;
    byte[] last = name.substring(start).getBytes(StandardCharsets.UTF_8);
    if (last.length <= ROOMY_BYTES) {
      return name;
    }
    String head = new String(last, 0, HEAD_BYTES, StandardCharsets.UTF_8).replace("\uFFFD", "");
    return name.substring(0, start)
        + head
        + "-"
        + UUID.nameUUIDFromBytes(last).toString().substring(0, 8);
  }

  /**
   * A free number whose predecessor is taken. Doubles its steps and halves the gap, so that a name
   * that comes every day costs some questions, not one per year and day.
   *
   * @param name for the message
   * @param taken asks for one number, from 0
   * @throws Refused {@code NO_FREE_NAME}
   */
  static int firstFree(String name, IntPredicate taken) {
    int low = -1;
    int high = 0;
    while (taken.test(high)) {
      low = high;
      high = high == 0 ? 1 : high * 2;
      if (high > LAST) {
        throw new Refused(
            DeliveryError.NO_FREE_NAME, "%s and its numbers up to %d exist".formatted(name, low));
      }
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (taken.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
