package org.saddlebag.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.local.auth.PrivateFile;

/** The access key of a stand-in that was given none: made once, kept with the state. */
final class IdentityFile {

  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 30;

  private IdentityFile() {}

  static List<Identity> orOwn(List<Identity> given, Path folder) throws IOException {
    return given.isEmpty() ? List.of(own(folder)) : given;
  }

  private static Identity own(Path folder) throws IOException {
    Path file = folder.resolve("credentials.properties");
    if (!Files.exists(file)) {
      PrivateFile.write(file, create());
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return Identity.unrestricted(
        "local", properties.getProperty("accessKey"), properties.getProperty("secretKey"));
  }

  private static byte[] create() throws IOException {
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    Properties properties = new Properties();
    String hex = HexFormat.of().formatHex(id).toUpperCase(Locale.ROOT);
    properties.setProperty("accessKey", "LOCL" + hex);
    properties.setProperty("secretKey", Base64.getEncoder().encodeToString(secret));
    StringWriter text = new StringWriter();
    properties.store(text, null);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
