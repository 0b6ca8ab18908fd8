package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.saddlebag.errors.FileUnavailable;

/** Reads the receipts of a node. */
public final class ReceiptFiles {

  private final JsonLines json = new JsonLines();

  /**
   * Reads all receipts in the order in which they were written; a line that is none is left out.
   *
   * @param stateDirectory the state folder
   * @param reader takes each
   * @throws FileUnavailable if a file can't be read
   */
  public void forEach(Path stateDirectory, Consumer<Receipt> reader) {
    Path folder = stateDirectory.resolve("receipts");
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
      for (Path file : files) {
        JsonLines.forEach(file, line -> json.parse(line, Receipt.class).ifPresent(reader));
      }
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "read receipts in", folder, e);
    }
  }
}
