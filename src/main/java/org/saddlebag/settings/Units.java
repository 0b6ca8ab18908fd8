package org.saddlebag.settings;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units: {@code 8MiB}, {@code 30s}. A number without a unit means nothing here. */
final class Units {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,15})([A-Za-z]+)");

  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Units() {}

  static long bytes(String text, String mend) throws BadValue {
    return multiply(text, BYTES, "no size with a unit", mend);
  }

  static Duration duration(String text, String mend) throws BadValue {
    return Duration.ofMillis(multiply(text, MILLISECONDS, "no time span with a unit", mend));
  }

  private static long multiply(String text, Map<String, Long> units, String why, String mend)
      throws BadValue {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
      throw new BadValue("is '" + text + "', " + why, mend);
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2)));
    } catch (ArithmeticException e) {
      throw new BadValue("is " + text + ", out of range", mend);
    }
  }
}
