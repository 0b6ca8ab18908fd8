package org.saddlebag.settings;

import java.net.URI;
import java.util.List;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.keys.MasterKeyUri;

/** The endpoint for operators: off, or on loopback, or behind TLS and a password. */
final class ManagementSection {

  private static final Key<Boolean> ENABLED =
      Key.of("camel.management.enabled", Values.bool(), "false");
  private static final Key<String> HOST =
      Key.of(
          "camel.management.host",
          Values.text("[A-Za-z0-9._:-]{1,253}", "write a host's name or address"),
          "127.0.0.1");

  /** Camel's own default for this listener. */
  private static final Key<Integer> PORT =
      Key.of("camel.management.port", Values.integer(0, 65_535), "9876");

  private static final Key<String> USER =
      Key.optional(
          "saddlebag.management.user",
          Values.text("[^:\\p{Cntrl}]{1,64}", "write a name without ':', up to 64 characters"));
  private static final Key<Secret> PASSWORD = Key.secret("saddlebag.management.password");
  private static final Key<MasterKeyUri.Keystore> CERTIFICATE =
      Key.optional("saddlebag.management.certificate", KeystoreText.or("no keystore"));
  private static final Key<Secret> CERTIFICATE_PASSWORD =
      Key.secret("saddlebag.management.certificate-password");

  private ManagementSection() {}

  static List<Key<?>> keys() {
    return List.of(ENABLED, HOST, PORT, USER, PASSWORD, CERTIFICATE, CERTIFICATE_PASSWORD);
  }

  /** Null where the endpoint is off; what is said of it is checked all the same. */
  static ManagementSettings read(RawSettings settings) {
    ManagementSettings read =
        new ManagementSettings(
            settings.get(HOST), settings.get(PORT), login(settings), certificate(settings));
    if (!settings.get(ENABLED)) {
      return null;
    }
    if (!loopback(read.host())) {
      checkOpen(settings, read.host());
    }
    return read;
  }

  /** What is given and wrong has its own line already. */
  private static void checkOpen(RawSettings settings, String host) {
    String open = "is '" + host + "', open to the network, without ";
    String stay = ", or stay on 127.0.0.1";
    if (!settings.has(USER) && !settings.has(PASSWORD)) {
      settings
          .problems()
          .add(
              HOST.name(),
              open + "authentication",
              "give " + USER.name() + " and " + PASSWORD.name() + stay);
    }
    if (!settings.has(CERTIFICATE) && !settings.has(CERTIFICATE_PASSWORD)) {
      settings
          .problems()
          .add(
              HOST.name(),
              open + "TLS",
              "give " + CERTIFICATE.name() + " and " + CERTIFICATE_PASSWORD.name() + stay);
    }
  }

  private static ManagementSettings.Login login(RawSettings settings) {
    requireBoth(settings, USER, PASSWORD);
    String user = settings.get(USER);
    Secret password = settings.get(PASSWORD);
    return user == null || password == null ? null : new ManagementSettings.Login(user, password);
  }

  private static ManagementSettings.Certificate certificate(RawSettings settings) {
    requireBoth(settings, CERTIFICATE, CERTIFICATE_PASSWORD);
    MasterKeyUri.Keystore where = settings.get(CERTIFICATE);
    Secret password = settings.get(CERTIFICATE_PASSWORD);
    if (where != null) {
      settings.problems().addUnreadable(CERTIFICATE.name(), where.file());
    }
    return where == null || password == null
        ? null
        : new ManagementSettings.Certificate(where.file(), where.alias(), password);
  }

  private static void requireBoth(RawSettings settings, Key<?> one, Key<?> other) {
    if (settings.has(one) != settings.has(other)) {
      Key<?> missing = settings.has(one) ? other : one;
      Key<?> given = settings.has(one) ? one : other;
      settings
          .problems()
          .add(missing.name(), "is missing", "give it together with " + given.name());
    }
  }

  private static boolean loopback(String host) {
    try {
      return EndpointRules.loopback(
          URI.create("https://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
