package org.saddlebag.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.saddlebag.broker.BrokerSettings;

/** The kinds of values that settings have. */
final class Values {

  private Values() {}

  /** {@code true} or {@code false}, nothing else. */
  static ValueType<Boolean> bool() {
    return (text, surroundings) ->
        switch (text) {
          case "true" -> true;
          case "false" -> false;
          default -> throw new BadValue("is '" + text + "'", "write true or false");
        };
  }

  /** A whole number within bounds. */
  static ValueType<Integer> integer(int min, int max) {
    return (text, surroundings) -> {
      String mend = "write a whole number, %d to %d".formatted(min, max);
      if (!text.matches("[0-9]{1,9}")) {
        throw new BadValue("is '" + text + "', no whole number", mend);
      }
      int value = Integer.parseInt(text);
      if (value < min || value > max) {
        throw new BadValue("is " + text + ", out of range", mend);
      }
      return value;
    };
  }

  /** A size in bytes with its unit, within bounds. */
  static ValueType<Long> size(String min, String max) {
    return (text, surroundings) -> {
      String mend = "write %s to %s, in B, KiB, MiB, GiB or TiB".formatted(min, max);
      long value = Units.bytes(text, mend);
      if (value < Units.bytes(min, mend) || value > Units.bytes(max, mend)) {
        throw new BadValue("is " + text + ", out of range", mend);
      }
      return value;
    };
  }

  /** A time span with its unit, within bounds. */
  static ValueType<Duration> duration(String min, String max) {
    return (text, surroundings) -> {
      String mend = "write %s to %s, in ms, s, m, h or d".formatted(min, max);
      Duration value = Units.duration(text, mend);
      if (value.compareTo(Units.duration(min, mend)) < 0
          || value.compareTo(Units.duration(max, mend)) > 0) {
        throw new BadValue("is " + text + ", out of range", mend);
      }
      return value;
    };
  }

  /** The name of a constant, in lower case with hyphens. */
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    return (text, surroundings) -> {
      for (E constant : type.getEnumConstants()) {
        if (word(constant).equals(text)) {
          return constant;
        }
      }
      String words =
          String.join(", ", Arrays.stream(type.getEnumConstants()).map(Values::word).toList());
      throw new BadValue("is '" + text + "'", "write one of " + words);
    };
  }

  /** Text of a form. */
  static ValueType<String> text(String pattern, String mend) {
    Pattern compiled = Pattern.compile(pattern);
    return (text, surroundings) -> {
      if (!compiled.matcher(text).matches()) {
        throw new BadValue("is '" + text + "'", mend);
      }
      return text;
    };
  }

  /** Texts of a form, separated by commas. */
  static ValueType<Set<String>> list(String pattern, String mend) {
    ValueType<String> item = text(pattern, mend + ", separated by commas");
    return (text, surroundings) -> {
      Set<String> items = new LinkedHashSet<>();
      for (String part : text.split(",", -1)) {
        items.add(item.parse(part.strip(), surroundings));
      }
      return items;
    };
  }

  /** A path, not checked for existence. */
  static ValueType<Path> path() {
    return (text, surroundings) -> surroundings.resolve(text);
  }

  /** {@code http(s)://HOST[:PORT]}. */
  static ValueType<URI> httpUri() {
    return (text, surroundings) -> {
      String mend = "write https://HOST or https://HOST:PORT, without a path";
      if (text.indexOf('@') >= 0) {
        throw new BadValue("holds a user name or password", mend);
      }
      URI uri = uri(text, mend);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (!web || uri.getHost() == null || !bare || uri.getQuery() != null) {
        throw new BadValue("is '" + text + "'", mend);
      }
      return uri;
    };
  }

  /** {@code amqp(s)://HOST[:PORT]}, or Artemis' {@code tcp://HOST[:PORT][?sslEnabled=true]}. */
  static ValueType<URI> brokerUri() {
    return (text, surroundings) -> {
      String mend =
          "write amqps://HOST:PORT, or tcp://HOST:PORT?"
              + BrokerSettings.CORE_TLS
              + " for Artemis' own protocol, without anything behind it";
      if (text.indexOf('@') >= 0) {
        throw new BadValue("holds a user name or password", mend);
      }
      URI uri = uri(text, mend);
      boolean core = "tcp".equals(uri.getScheme());
      if (uri.getQuery() != null && !(core && BrokerSettings.CORE_TLS.equals(uri.getQuery()))) {
        throw new BadValue("has parameters behind its address", mend);
      }
      boolean known = core || "amqps".equals(uri.getScheme()) || "amqp".equals(uri.getScheme());
      boolean bare = uri.getPath().isEmpty() && uri.getFragment() == null;
      if (!known || uri.getHost() == null || !bare) {
        throw new BadValue("is '" + text + "'", mend);
      }
      return uri;
    };
  }

  private static URI uri(String text, String mend) throws BadValue {
    try {
      URI uri = new URI(text);
      if (uri.isOpaque()) {
        throw new BadValue("is '" + text + "', no address", mend);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new BadValue("is '" + text + "', no address", mend);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
