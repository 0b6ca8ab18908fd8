package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where one batch keeps what its next run must know: {@code STATE/batches/ID/}, with a journal of
 * its own. Belongs to one process at a time; gone when nothing is left to be taken up.
 */
public final class BatchFolder implements AutoCloseable {

  private static final String BATCHES = "batches";
  private static final String TURN = "turn.lock";
  private static final int ID_BYTES = 12;

  private final Path folder;
  private final Journal journal;

  private BatchFolder(Path folder, Journal journal) {
    this.folder = folder;
    this.journal = journal;
  }

  /**
   * Opens the folder of a batch, or makes one.
   *
   * @param stateDirectory the state folder
   * @param identity what tells this batch from all others, of any length
   * @param node this node's name, for receipts and messages
   * @return the folder, ours until it is closed
   * @throws org.saddlebag.errors.Refused {@code STATE_IN_USE} if the batch is running already
   * @throws org.saddlebag.errors.FileUnavailable if it can't be read or written
   */
  public static BatchFolder open(Path stateDirectory, String identity, String node) {
    Path batches = stateDirectory.resolve(BATCHES);
    Path folder = batches.resolve(id(identity));
    try {
      Disk.createDirectories(batches);
      // One after the other, lest a folder be removed under its next owner.
      return Turn.take(
          batches.resolve(TURN), () -> new BatchFolder(folder, Journal.openForBatch(folder, node)));
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "keep a batch in", folder, e);
    }
  }

  /**
   * The journal of the batch.
   *
   * @return not yet recovered; closed with this folder
   */
  public Journal journal() {
    return journal;
  }

  /**
   * Where the manifest of a batch is that was given no other place.
   *
   * @return a file in the folder, perhaps not there yet
   */
  public Path manifest() {
    return folder.resolve("manifest.jsonl");
  }

  /** Removes what the batch's earlier runs noted, but for what they left in the store. */
  public void forgetManifest() {
    try {
      Files.deleteIfExists(manifest());
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "delete", manifest(), e);
    }
  }

  /** Closes the folder for good, unless uploads are left in the store for the next run to abort. */
  public void finish() {
    if (!journal.isEmpty()) {
      close();
      return;
    }
    try {
      Turn.take(folder.resolveSibling(TURN), this::remove);
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "remove", folder, e);
    }
  }

  /** Lets the folder go and keeps what is in it. */
  @Override
  public void close() {
    journal.close();
  }

  private Path remove() throws IOException {
    journal.close();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
    return folder;
  }

  private static String id(String identity) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
