package org.saddlebag.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Keys that sign, made by the JDK's keytool as an operator makes them. */
public final class SigningKeys {

  /** The alias of the key. */
  public static final String ALIAS = "receipts";

  /** The keystore's password. */
  public static final char[] PASSWORD = "sign here please".toCharArray();

  private SigningKeys() {}

  /**
   * Makes a keystore with one key.
   *
   * @param file where
   * @param kind {@code RSA} or {@code EC}
   * @return the file
   */
  public static Path keystore(Path file, String kind) throws IOException, InterruptedException {
    keytool(
        file,
        List.of(
            "-genkeypair", "-keyalg", kind, "-dname", "CN=signs receipts", "-validity", "3650"));
    return file;
  }

  /**
   * The certificate of that key, for whoever checks.
   *
   * @param keystore from {@link #keystore}
   * @return a PEM file
   */
  public static Path certificate(Path keystore) throws IOException, InterruptedException {
    Path pem = keystore.resolveSibling(keystore.getFileName() + ".pem");
    keytool(keystore, List.of("-exportcert", "-rfc", "-file", pem.toString()));
    return pem;
  }

  private static void keytool(Path keystore, List<String> act)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(act);
    command.addAll(
        List.of(
            "-alias",
            ALIAS,
            "-keystore",
            keystore.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
