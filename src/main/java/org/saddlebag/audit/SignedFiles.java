package org.saddlebag.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that are signed: receipts of days that are over, and the checkpoints of the trail. The
 * signature of {@code FILE} rests in {@code FILE.sig}, over the file's bytes.
 *
 * @param receipts the folder of the receipts
 * @param checkpoints the folder of the checkpoints
 */
record SignedFiles(Path receipts, Path checkpoints) {

  /** What is appended to a file's name. */
  static final String SUFFIX = ".sig";

  /** A delivery that ended before midnight may write its receipt behind it. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  static SignedFiles of(Path state, Path trail) {
    return new SignedFiles(state.resolve("receipts"), trail.resolve("checkpoints"));
  }

  /** All files that nobody writes to any more, and that are to be signed. */
  List<Path> closed(Instant now) throws IOException {
    LocalDate open = LocalDate.ofInstant(now.minus(GRACE), ZoneOffset.UTC);
    List<Path> closed = new ArrayList<>();
    for (Path file : named(receipts, "\\d{4}-\\d{2}-\\d{2}\\.jsonl")) {
      if (LaneFiles.day(file).isBefore(open)) {
        closed.add(file);
      }
    }
    closed.addAll(checkpointFiles());
    return closed;
  }

  List<Path> checkpointFiles() throws IOException {
    return named(checkpoints, "\\d{8}T\\d{9}Z\\.json");
  }

  static Path signature(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  /** How lines of the trail name a file, wherever the folders are. */
  String name(Path file) {
    String folder = file.getParent().equals(receipts) ? "receipts/" : "checkpoints/";
    return folder + file.getFileName();
  }

  /** The file of such a name. */
  Path file(String name) {
    String own = name.substring(name.indexOf('/') + 1);
    return (name.startsWith("receipts/") ? receipts : checkpoints).resolve(own);
  }

  /** SHA-256 of a file, base64. */
  static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<Path> named(Path folder, String pattern) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    }
  }
}
