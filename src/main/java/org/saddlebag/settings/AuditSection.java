package org.saddlebag.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.keys.MasterKeyUri;

/** {@code saddlebag.audit.*} and {@code saddlebag.receipts.*}. */
final class AuditSection {

  private enum Switch {
    ON,
    OFF
  }

  private static final Key<Switch> TRAIL =
      Key.of("saddlebag.audit.trail", Values.oneOf(Switch.class), "on");
  private static final Key<Path> FOLDER = Key.optional("saddlebag.audit.folder", Values.path());
  private static final Key<URI> STS =
      Key.optional("saddlebag.audit.sts-endpoint", Values.httpUri());
  private static final Key<Duration> CHECKPOINTS =
      Key.of("saddlebag.audit.checkpoint-every", Values.duration("1s", "1d"), "1h");
  private static final Key<MasterKeyUri.Keystore> SIGNING_KEY =
      Key.optional("saddlebag.receipts.signing-key", KeystoreText.or("no keystore"));
  private static final Key<Secret> PASSWORD = Key.secret("saddlebag.receipts.signing-key-password");

  private AuditSection() {}

  static List<Key<?>> keys() {
    return List.of(TRAIL, FOLDER, STS, CHECKPOINTS, SIGNING_KEY, PASSWORD);
  }

  /**
   * Reads it.
   *
   * @param state the state folder, which holds the trail unless another folder is named
   */
  static AuditSettings read(RawSettings settings, Path state) {
    Path folder = settings.get(FOLDER);
    if (EndpointRules.inTheClear(settings.get(STS))) {
      settings.problems().add(STS.name(), "would be reached without TLS", "use https");
    }
    return new AuditSettings(
        settings.get(TRAIL) != Switch.OFF,
        folder == null && state != null ? state.resolve("audit") : folder,
        settings.get(STS),
        signing(settings));
  }

  private static AuditSettings.Signing signing(RawSettings settings) {
    MasterKeyUri.Keystore key = settings.get(SIGNING_KEY);
    Secret password = settings.get(PASSWORD);
    Duration every = settings.get(CHECKPOINTS);
    if (settings.has(SIGNING_KEY) != settings.has(PASSWORD)) {
      Key<?> missing = settings.has(SIGNING_KEY) ? PASSWORD : SIGNING_KEY;
      settings
          .problems()
          .add(missing.name(), "is missing", "set the signing key and its password, or neither");
    }
    if (key == null || password == null) {
      return null;
    }
    if (!Files.isReadable(key.file())) {
      settings
          .problems()
          .add(
              SIGNING_KEY.name(),
              "names " + key.file() + ", which can't be read",
              "name a keystore that this user can read");
    }
    return new AuditSettings.Signing(key.file(), key.alias(), password, every);
  }
}
