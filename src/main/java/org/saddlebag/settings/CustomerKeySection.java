package org.saddlebag.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.keys.MasterKeyUri;

/**
 * The customer keys (SSE-C): {@code saddlebag.customer-keys.NAME.*}, NAME as the operator likes.
 */
final class CustomerKeySection {

  private static final String PREFIX = "saddlebag.customer-keys.";
  private static final Pattern NAMED =
      Pattern.compile("saddlebag\\.customer-keys\\.([a-z0-9-]+)\\.(.+)");

  private static final Key<MasterKeyUri.Keystore> URI =
      Key.optional(
          PREFIX + "NAME.uri", KeystoreText.or("but a customer key comes from a keystore"));
  private static final Key<Secret> PASSWORD = Key.secret(PREFIX + "NAME.password");

  private final RawSettings settings;
  private final Problems problems;

  CustomerKeySection(RawSettings settings) {
    this.settings = settings;
    this.problems = settings.problems();
  }

  static List<Key<?>> keys() {
    return List.of(URI, PASSWORD);
  }

  /** Whether this section judges the name, be it known or not. */
  static boolean covers(String name) {
    return name.startsWith(PREFIX);
  }

  /** In the order of their names. */
  List<CustomerKeySettings> read() {
    List<CustomerKeySettings> keys = new ArrayList<>();
    for (String name : names()) {
      MasterKeyUri.Keystore uri = settings.get(of(URI, name));
      Secret password = settings.get(of(PASSWORD, name));
      require(of(URI, name), "write keystore:FILE#ALIAS");
      require(of(PASSWORD, name), "write env:VARIABLE or file:PATH");
      if (uri != null) {
        settings.requireReadable(of(URI, name).name(), uri.file());
        keys.add(new CustomerKeySettings(name, uri.file(), uri.alias(), password));
      }
    }
    return keys;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String key : settings.namesWith(PREFIX)) {
      Matcher named = NAMED.matcher(key);
      if (named.matches() && Set.of("uri", "password").contains(named.group(2))) {
        names.add(named.group(1));
      } else {
        problems.add(
            key,
            "is no setting of a customer key",
            "write saddlebag.customer-keys.NAME.uri and .password with a NAME of a-z, 0-9 and -");
      }
    }
    return names;
  }

  private static <T> Key<T> of(Key<T> key, String name) {
    return key.named(key.name().replace("NAME", name));
  }

  private void require(Key<?> key, String mend) {
    if (!settings.has(key)) {
      problems.add(key.name(), "is missing", mend);
    }
  }
}
