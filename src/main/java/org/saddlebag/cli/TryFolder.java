package org.saddlebag.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.keys.NewKeystore;
import org.saddlebag.settings.ConfigFolder;

/** The folder that {@code try} works in: inbox, outbox, and a state with all that is made up. */
final class TryFolder {

  static final String BUCKET = "saddlebag-try";
  static final String KMS_ALIAS = "alias/try";

  private static final int PASSWORD_BYTES = 18;

  private final Path inbox;
  private final Path outbox;
  private final Path state;
  private final Path config;
  private final Path routes;

  /** Makes what is missing. */
  TryFolder(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    inbox = root.resolve("inbox");
    outbox = root.resolve("outbox");
    state = root.resolve("state");
    config = state.resolve("config");
    routes = state.resolve("routes");
    attempt(
        () -> {
          Files.createDirectories(inbox);
          Files.createDirectories(outbox);
          Files.createDirectories(config);
          Files.createDirectories(routes);
        });
  }

  Path inbox() {
    return inbox;
  }

  Path outbox() {
    return outbox;
  }

  Path store() {
    return state.resolve("store");
  }

  Path routes() {
    return routes;
  }

  ConfigFolder config() {
    return new ConfigFolder(config);
  }

  /** Makes a keystore with an AES key and a random password, once. */
  void ensureKeystore() {
    Path password = config.resolve("keystore-password");
    Path keystore = config.resolve("keys.p12");
    if (!Files.exists(keystore)) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      String text = HexFormat.of().formatHex(random);
      attempt(() -> writePrivately(password, text));
      NewKeystore.create(keystore, "local", text.toCharArray());
    }
  }

  /** Writes the configuration for embedded servers, whose ports differ from run to run. */
  void configure(EmbeddedCloud cloud) {
    attempt(
        () -> {
          writePrivately(config.resolve("store-secret"), cloud.secretKey());
          String settings =
              filled(
                  "try.properties",
                  Map.of(
                      "S3", cloud.s3Endpoint().toString(),
                      "KMS", cloud.kmsEndpoint().toString(),
                      "ACCESS_KEY", cloud.accessKey(),
                      "KMS_ALIAS", KMS_ALIAS));
          Files.writeString(config.resolve(ConfigFolder.FILE), settings);
          String flows =
              filled(
                  "try-flows.yaml",
                  Map.of("INBOX", quoted(inbox), "OUTBOX", quoted(outbox), "BUCKET", BUCKET));
          Files.writeString(routes.resolve(RoutesFolder.FLOWS), flows);
        });
  }

  /** Drops a file as one should: under a hidden name first, then renamed. */
  Path dropSample() {
    String stamp =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT));
    Path sample = inbox.resolve("hello-" + stamp + ".txt");
    attempt(
        () -> {
          Path hidden = inbox.resolve("." + sample.getFileName());
          Files.writeString(hidden, "This file went to S3 sealed, and came back.\n");
          Files.move(hidden, sample, StandardCopyOption.ATOMIC_MOVE);
        });
    return sample;
  }

  private static String filled(String resource, Map<String, String> values) throws IOException {
    try (InputStream in = TryFolder.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("@" + value.getKey() + "@", value.getValue());
      }
      return text;
    }
  }

  /** YAML's double quotes. */
  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private void attempt(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new FileUnavailable(
          DeliveryError.FOLDER_UNWRITABLE, "%s can't be prepared: %s".formatted(state, e), e);
    }
  }

  /** Something that writes. */
  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }
}
