package org.saddlebag.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.saddlebag.delivery.BatchFolder;
import org.saddlebag.delivery.Journal;
import org.saddlebag.delivery.Manifest;
import org.saddlebag.delivery.ManifestLine;
import org.saddlebag.errors.SaddlebagException;

/**
 * What a batch notes for its next run: a journal of what is under way, and a manifest of what is
 * done. A manifest that the user named stays; any other one is gone when the batch is whole.
 */
final class BatchRecord implements AutoCloseable {

  private final BatchFolder folder;
  private final Journal journal;
  private final Manifest manifest;
  private final Runnable settle;
  private final boolean kept;
  private boolean whole;

  private BatchRecord(
      BatchFolder folder, Journal journal, Manifest manifest, Runnable settle, boolean kept) {
    this.folder = folder;
    this.journal = journal;
    this.manifest = manifest;
    this.settle = settle;
    this.kept = kept;
  }

  /**
   * A record on the disk.
   *
   * @param state the state folder
   * @param node this node's name
   * @param identity what tells this batch from others that have no named manifest
   * @param named the manifest that the user named, or null
   * @param fresh whether earlier runs are to be forgotten
   * @param settle brings to the disk what must be there before an item counts as done
   */
  static BatchRecord open(
      Path state, String node, String identity, Path named, boolean fresh, Runnable settle) {
    String id = named == null ? identity : "manifest\0" + named.toAbsolutePath().normalize();
    BatchFolder folder = BatchFolder.open(state, id, node);
    try {
      if (named == null && fresh) {
        folder.forgetManifest();
      }
      Manifest manifest = Manifest.open(named == null ? folder.manifest() : named);
      manifest.beforeSync(settle);
      return new BatchRecord(folder, folder.journal(), manifest, settle, named != null);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** No record: nothing can be taken up. */
  static BatchRecord none(Journal journal, Runnable settle) {
    return new BatchRecord(null, journal, null, settle, false);
  }

  Journal journal() {
    return journal;
  }

  Optional<Manifest> manifest() {
    return Optional.ofNullable(manifest);
  }

  /** Whether the same command can go on where this one ended. */
  boolean isResumable() {
    return manifest != null;
  }

  /** How many items earlier runs have done. */
  int known() {
    return manifest == null ? 0 : manifest.known();
  }

  /** Notes that an item is done. */
  void note(ManifestLine line, Runnable whenDurable) {
    if (manifest == null) {
      settle.run();
      whenDurable.run();
    } else {
      manifest.add(line, whenDurable);
    }
  }

  /** Notes that an item failed. */
  void failed(String item, SaddlebagException why) {
    if (manifest != null) {
      manifest.add(
          new ManifestLine.Failed(item, why.code().id(), why.what(), why.fix(), Instant.now()),
          () -> {});
    }
  }

  /** All that was to be done is done. */
  void whole() {
    whole = true;
  }

  @Override
  public void close() {
    if (manifest == null) {
      return;
    }
    try (folder) {
      manifest.close();
      if (whole || kept) {
        folder.finish();
      }
    }
  }
}
