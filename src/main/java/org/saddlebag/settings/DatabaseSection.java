package org.saddlebag.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.claims.DatabaseSettings;

/** {@code saddlebag.database.*}: the database that nodes share. */
final class DatabaseSection {

  private static final String JDBC = "jdbc:";
  private static final String MEND = "write jdbc:postgresql://HOST[:PORT]/DATABASE";
  private static final Pattern HOLDS_SECRET =
      Pattern.compile("(?i).*(@|[?&](user|password|sslpassword)=).*");

  private static final Key<String> URL =
      Key.optional("saddlebag.database.url", DatabaseSection::url);
  private static final Key<String> USER =
      Key.optional(
          "saddlebag.database.user", Values.text("\\P{Cntrl}{1,63}", "write a user's name"));
  private static final Key<Secret> PASSWORD = Key.secret("saddlebag.database.password");
  private static final Key<Boolean> ALLOW_PLAIN =
      Key.of("saddlebag.database.allow-plain", Values.bool(), "false");
  private static final Key<Integer> CONNECTIONS =
      Key.of("saddlebag.database.connections", Values.integer(1, 100), "4");
  private static final Key<Duration> CLAIM_TIMEOUT =
      Key.of("saddlebag.database.claim-timeout", Values.duration("5s", "1h"), "60s");

  private DatabaseSection() {}

  static List<Key<?>> keys() {
    return List.of(URL, USER, PASSWORD, ALLOW_PLAIN, CONNECTIONS, CLAIM_TIMEOUT);
  }

  /** Null where no database is named. */
  static DatabaseSettings read(RawSettings settings) {
    String url = settings.get(URL);
    String user = settings.get(USER);
    Secret password = settings.get(PASSWORD);
    boolean plain = settings.get(ALLOW_PLAIN);
    int connections = settings.get(CONNECTIONS);
    Duration timeout = settings.get(CLAIM_TIMEOUT);
    if (!settings.has(URL) && (settings.has(USER) || settings.has(PASSWORD))) {
      settings.problems().add(URL.name(), "is missing", MEND);
    }
    if (url == null) {
      return null;
    }
    if (!plain && inTheClear(url)) {
      settings
          .problems()
          .add(
              URL.name(),
              "does not verify the database's certificate on the way there",
              "append ?sslmode=verify-full&sslrootcert=FILE, or set "
                  + ALLOW_PLAIN.name()
                  + "=true");
    }
    return new DatabaseSettings(
        url,
        user,
        password == null ? null : password::read,
        connections,
        Duration.ofSeconds(timeout.toSeconds()));
  }

  private static String url(String text, Surroundings surroundings) throws BadValue {
    if (HOLDS_SECRET.matcher(text).matches()) {
      throw new BadValue(
          "holds a user name or password", "give " + USER.name() + " and " + PASSWORD.name());
    }
    if (!text.matches("jdbc:postgresql://[^/?]+/[^/?]+(\\?.*)?")) {
      throw new BadValue("is '" + text + "'", MEND);
    }
    return text;
  }

  private static boolean inTheClear(String url) {
    if (url.matches(".*[?&]sslmode=verify-full(&.*)?")) {
      return false;
    }
    try {
      return !EndpointRules.loopback(new URI(url.substring(JDBC.length())));
    } catch (URISyntaxException e) {
      return true;
    }
  }
}
