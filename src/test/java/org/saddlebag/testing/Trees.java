package org.saddlebag.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares trees of files by digest. */
public final class Trees {

  private Trees() {}

  /**
   * The digests of all visible files.
   *
   * @param root where to start; folders and files whose names begin with a dot are left out
   * @return relative path to SHA-256
   * @throws IOException if something can't be read
   */
  public static Map<String, String> digests(Path root) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith(".") && !name.contains("/.")) {
          digests.put(name, digest(file));
        }
      }
    }
    return digests;
  }

  /**
   * One file's digest.
   *
   * @param file the file
   * @return SHA-256 in hexadecimal
   * @throws IOException if it can't be read
   */
  public static String digest(Path file) throws IOException {
    MessageDigest sha = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /**
   * A digest of some bytes.
   *
   * @param bytes the bytes
   * @return SHA-256 in hexadecimal
   */
  public static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * Deletes a folder with all that is in it.
   *
   * @param root the folder
   * @throws IOException if something can't be deleted
   */
  public static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
