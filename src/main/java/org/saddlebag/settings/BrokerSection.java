package org.saddlebag.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.broker.BrokerSettings;

/** The message brokers: {@code saddlebag.brokers.NAME.*}, NAME as the operator likes. */
final class BrokerSection {

  private static final String PREFIX = "saddlebag.brokers.";
  private static final Pattern NAMED = Pattern.compile("saddlebag\\.brokers\\.([a-z0-9-]+)\\.(.+)");

  private static final Key<URI> URI_KEY = Key.optional(PREFIX + "NAME.uri", Values.brokerUri());
  private static final Key<String> USER =
      Key.optional(PREFIX + "NAME.user", Values.text("\\P{Cntrl}+", "write a user's name"));
  private static final Key<Secret> PASSWORD = Key.secret(PREFIX + "NAME.password");
  private static final Key<Boolean> ALLOW_PLAIN =
      Key.of(PREFIX + "NAME.allow-plain-amqp", Values.bool(), "false");
  private static final Key<Boolean> ALLOW_PLAIN_CORE =
      Key.of(PREFIX + "NAME.allow-plain-tcp", Values.bool(), "false");
  private static final Key<Integer> CONNECTIONS =
      Key.of(PREFIX + "NAME.connections", Values.integer(1, 100), "4");
  private static final TlsSection TLS = new TlsSection(PREFIX + "NAME.");

  private final RawSettings settings;
  private final Problems problems;

  BrokerSection(RawSettings settings) {
    this.settings = settings;
    this.problems = settings.problems();
  }

  static List<Key<?>> keys() {
    return Stream.concat(
            Stream.<Key<?>>of(URI_KEY, USER, PASSWORD, ALLOW_PLAIN, ALLOW_PLAIN_CORE, CONNECTIONS),
            TLS.keys().stream())
        .toList();
  }

  /** Whether this section judges the name, be it known or not. */
  static boolean covers(String name) {
    return name.startsWith(PREFIX);
  }

  /** In the order of their names. */
  List<BrokerSettings> read() {
    List<BrokerSettings> brokers = new ArrayList<>();
    for (String name : names()) {
      URI uri = uri(name);
      String user = settings.get(of(USER, name));
      Secret password = password(name);
      TlsSettings tls = new TlsSection(PREFIX + name + ".").read(settings);
      int connections = settings.get(of(CONNECTIONS, name));
      if (uri != null) {
        brokers.add(
            new BrokerSettings(
                name, uri, user, password == null ? null : password::read, tls, connections));
      }
    }
    return brokers;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String key : settings.namesWith(PREFIX)) {
      Matcher named = NAMED.matcher(key);
      if (!named.matches()) {
        problems.add(
            key,
            "names no broker",
            "write saddlebag.brokers.NAME.uri with a NAME of a-z, 0-9 and -");
      } else if (isOption(named.group(2))) {
        names.add(named.group(1));
      } else {
        List<String> known = keys().stream().map(k -> of(k, named.group(1)).name()).toList();
        String near = NearestName.of(key, known).orElse(PREFIX + named.group(1) + ".uri");
        problems.add(key, "is unknown", "did you mean " + near + "?");
      }
    }
    return names;
  }

  private static boolean isOption(String option) {
    return keys().stream().anyMatch(key -> key.name().equals(PREFIX + "NAME." + option));
  }

  private static <T> Key<T> of(Key<T> key, String name) {
    return key.named(key.name().replace("NAME", name));
  }

  private URI uri(String name) {
    Key<URI> key = of(URI_KEY, name);
    URI uri = settings.get(key);
    if (!settings.has(key)) {
      problems.add(key.name(), "is missing", "write amqps://HOST:PORT");
    }
    if (uri != null && BrokerSettings.inTheClear(uri)) {
      boolean core = "tcp".equals(uri.getScheme());
      Key<Boolean> allow = of(core ? ALLOW_PLAIN_CORE : ALLOW_PLAIN, name);
      if (!settings.get(allow)) {
        problems.add(
            key.name(),
            "is '" + uri + "', not encrypted on its way",
            "use %s, or set %s=true"
                .formatted(core ? "?" + BrokerSettings.CORE_TLS : "amqps", allow.name()));
      }
    }
    return uri;
  }

  private Secret password(String name) {
    Key<String> user = of(USER, name);
    Key<Secret> password = of(PASSWORD, name);
    if (settings.has(user) != settings.has(password)) {
      boolean nobody = settings.has(password);
      problems.add(
          nobody ? user.name() : password.name(),
          "is missing",
          "give it together with " + (nobody ? password.name() : user.name()));
    }
    return settings.get(password);
  }
}
