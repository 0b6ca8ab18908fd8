package org.saddlebag.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.MasterKeyUri;

/** The master keys: {@code saddlebag.keys.NAME.*}, NAME as the operator chooses. */
final class MasterKeySection {

  private static final String PREFIX = "saddlebag.keys.";
  private static final Pattern NAMED = Pattern.compile("saddlebag\\.keys\\.([^.]+)\\.(.+)");

  private static final Key<MasterKeyUri> URI =
      Key.optional(PREFIX + "NAME.uri", MasterKeySection::uri);
  private static final Key<Secret> PASSWORD = Key.secret(PREFIX + "NAME.password");
  private static final Key<Integer> VERSION =
      Key.of(PREFIX + "NAME.version", Values.integer(1, 999_999_999), "1");
  private static final Key<Boolean> FOREIGN =
      Key.of(PREFIX + "NAME.default-for-foreign", Values.bool(), "false");
  private static final Key<Boolean> IGNORE_EXPIRY =
      Key.of(PREFIX + "NAME.ignore-expiry", Values.bool(), "false");
  private static final Key<Set<String>> ACCOUNTS =
      Key.optional(
          PREFIX + "NAME.accounts", Values.list("[0-9]{12}", "write 12-digit AWS account ids"));
  private static final Key<Set<String>> REGIONS =
      Key.optional(
          PREFIX + "NAME.regions", Values.list("[a-z0-9-]+", "write eu-central-1 or the like"));
  private static final Key<String> CONTEXT =
      Key.optional(PREFIX + "NAME.context.K", Values.text("(?s).+", "write a value"));
  private static final String CONTEXT_OPTION = "context.";

  private final RawSettings settings;
  private final Problems problems;

  MasterKeySection(RawSettings settings) {
    this.settings = settings;
    this.problems = settings.problems();
  }

  static List<Key<?>> keys() {
    return List.of(URI, PASSWORD, VERSION, CONTEXT, ACCOUNTS, REGIONS, FOREIGN, IGNORE_EXPIRY);
  }

  /** Whether this section judges the name, be it known or not. */
  static boolean covers(String name) {
    return name.startsWith(PREFIX);
  }

  /** In the order of their names. */
  List<MasterKeySettings> read() {
    List<MasterKeySettings> keys = new ArrayList<>();
    names().forEach(name -> keys.add(read(name)));
    return keys;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String key : settings.namesWith(PREFIX)) {
      Matcher named = NAMED.matcher(key);
      if (!named.matches() || !named.group(1).matches("[a-z0-9-]+")) {
        problems.add(
            key,
            "names no master key",
            "write saddlebag.keys.NAME.uri with a NAME of a-z, 0-9 and -");
      } else if (isOption(named.group(2))) {
        names.add(named.group(1));
      } else {
        String name = PREFIX + named.group(1) + ".";
        List<String> known = keys().stream().map(k -> nameOf(k, named.group(1))).toList();
        String near = NearestName.of(key, known).orElse(name + "uri");
        problems.add(key, "is unknown", "did you mean " + near + "?");
      }
    }
    return names;
  }

  private static boolean isOption(String option) {
    boolean context =
        option.startsWith(CONTEXT_OPTION) && option.length() > CONTEXT_OPTION.length();
    return context || (!option.equals("context.K") && isPlainOption(option));
  }

  private static boolean isPlainOption(String option) {
    return keys().stream().anyMatch(key -> key.name().equals(PREFIX + "NAME." + option));
  }

  private static String nameOf(Key<?> key, String name) {
    return key.name().replace("NAME", name);
  }

  private static <T> Key<T> of(Key<T> key, String name) {
    return key.named(nameOf(key, name));
  }

  private MasterKeySettings read(String name) {
    Key<MasterKeyUri> uriKey = of(URI, name);
    if (!settings.has(uriKey)) {
      problems.add(
          uriKey.name(),
          "is missing",
          "say where the key is, for example keystore:keys.p12#" + name);
    }
    MasterKeyUri uri = settings.get(uriKey);
    Secret password = settings.get(of(PASSWORD, name));
    Map<String, String> context = context(name);
    if (uri != null) {
      checkFit(name, uri, !context.isEmpty());
      checkFile(uriKey, uri);
    }
    return new MasterKeySettings(
        name,
        uri,
        password,
        settings.get(of(VERSION, name)),
        context,
        orEmpty(settings.get(of(ACCOUNTS, name))),
        orEmpty(settings.get(of(REGIONS, name))),
        settings.get(of(FOREIGN, name)),
        settings.get(of(IGNORE_EXPIRY, name)));
  }

  private static Set<String> orEmpty(Set<String> set) {
    return set == null ? Set.of() : set;
  }

  private Map<String, String> context(String name) {
    Map<String, String> context = new TreeMap<>();
    String prefix = PREFIX + name + "." + CONTEXT_OPTION;
    for (String key : settings.namesWith(prefix)) {
      String value = settings.get(CONTEXT.named(key));
      if (value != null) {
        context.put(key.substring(prefix.length()), value);
      }
    }
    return context;
  }

  /** What a kind of key cannot have would be ignored silently. */
  private void checkFit(String name, MasterKeyUri uri, boolean context) {
    boolean discovery = uri instanceof MasterKeyUri.KmsDiscovery;
    boolean kms = uri instanceof MasterKeyUri.Kms || discovery;
    boolean keystore = uri instanceof MasterKeyUri.Keystore;
    require(keystore, of(PASSWORD, name), "is missing", "write env:VARIABLE or file:PATH");
    require(discovery, of(ACCOUNTS, name), "is missing", "name the AWS accounts that you trust");
    refuse(!keystore, of(PASSWORD, name), "is for keystores only");
    refuse(!discovery, of(ACCOUNTS, name), "is for kms:discovery only");
    refuse(!discovery, of(REGIONS, name), "is for kms:discovery only");
    refuse(
        !(uri instanceof MasterKeyUri.PublicKey),
        of(IGNORE_EXPIRY, name),
        "is for certificates only");
    refuse(kms, of(VERSION, name), "is not for KMS keys, which count by themselves");
    refuse(kms, of(FOREIGN, name), "is not for KMS keys, whose objects name no key");
    if (context && !kms) {
      problems.add(PREFIX + name + ".context", "is for KMS keys only", "remove it");
    }
  }

  private void require(boolean needed, Key<?> key, String why, String mend) {
    if (needed && !settings.has(key)) {
      problems.add(key.name(), why, mend);
    }
  }

  private void refuse(boolean unfit, Key<?> key, String why) {
    if (unfit && settings.has(key)) {
      problems.add(key.name(), why, "remove it");
    }
  }

  private void checkFile(Key<MasterKeyUri> key, MasterKeyUri uri) {
    Path file =
        uri instanceof MasterKeyUri.Keystore keystore
            ? keystore.file()
            : uri instanceof MasterKeyUri.PublicKey publicKey ? publicKey.file() : null;
    if (file != null) {
      settings.requireReadable(key.name(), file);
    }
  }

  private static MasterKeyUri uri(String text, Surroundings surroundings) throws BadValue {
    try {
      MasterKeyUri uri = MasterKeyUri.parse(text);
      if (uri instanceof MasterKeyUri.Keystore keystore) {
        return KeystoreText.resolved(keystore, surroundings);
      }
      if (uri instanceof MasterKeyUri.PublicKey publicKey) {
        return new MasterKeyUri.PublicKey(surroundings.resolve(publicKey.file().toString()));
      }
      return uri;
    } catch (Refused e) {
      throw new BadValue("is wrong: " + e.what(), e.fix());
    }
  }
}
