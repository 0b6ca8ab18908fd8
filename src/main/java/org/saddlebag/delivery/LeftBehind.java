package org.saddlebag.delivery;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what a flow's directory holds after a crash with what the journal knows of it. */
final class LeftBehind {

  private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);

  private final String flow;
  private final Path root;
  private final Journal journal;

  LeftBehind(String flow, Path root, Journal journal) {
    this.flow = flow;
    this.root = root;
    this.journal = journal;
  }

  /**
   * A file between its place and its end.
   *
   * @param file where it is
   * @param name its name in the flow's directory
   * @param deliveryId the delivery it was taken for
   * @param isDelivered whether it is the very file that was delivered
   */
  record TakenFile(Path file, String name, String deliveryId, boolean isDelivered) {}

  /** The taken files whose story the journal knows; others stay where they are, with a warning. */
  List<TakenFile> takenFiles(Path folder, Set<String> underWay) throws IOException {
    List<TakenFile> found = new ArrayList<>();
    if (Files.notExists(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String id = file.getFileName().toString();
        Optional<OpenDelivery> open = journal.open(id);
        if (open.isEmpty()) {
          LOG.warn("{}: the journal does not know where {} came from; look at it", flow, file);
        } else if (open.get().receipt().flow().equals(flow) && !underWay.contains(id)) {
          found.add(taken(file, open.get()));
        }
      }
    }
    return found;
  }

  /**
   * The journal need not remember deliveries whose source is gone, is another file by now, or is
   * known otherwise; an upload that is still to be aborted keeps its delivery in the journal. Where
   * the directory shows nothing at all, nothing is known to be gone.
   */
  void forgetEnded(Predicate<SourceDescription> known) {
    boolean shown = showsAnything();
    for (OpenDelivery open : journal.leftBehind()) {
      SourceDescription source = open.receipt().source();
      boolean orphans = journal.open(open.id()).stream().anyMatch(now -> !now.uploads().isEmpty());
      boolean ours = open.receipt().flow().equals(flow);
      if (ours && !orphans && (known.test(source) || (shown && isGone(source)))) {
        journal.released(open.id());
      }
    }
  }

  private TakenFile taken(Path file, OpenDelivery open) throws IOException {
    SourceDescription source = open.receipt().source();
    boolean delivered =
        open.delivered()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && isSameMoved(FileStamp.ofLink(file), source);
    return new TakenFile(file, source.name(), open.id(), delivered);
  }

  /** The rename has changed the time of change, nothing else. */
  private static boolean isSameMoved(FileStamp stamp, SourceDescription source) {
    boolean sameInode =
        source.identity() == null || source.identity().startsWith(stamp.file() + "@");
    return sameInode
        && stamp.sizeBytes() == source.sizeBytes()
        && stamp.modified().equals(source.modified());
  }

  /** A drive that is not mounted shows an empty directory, or none. */
  private boolean showsAnything() {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(root)) {
      return names.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  /** What can't be looked at may be there. */
  private boolean isGone(SourceDescription source) {
    try {
      FileStamp stamp = FileStamp.of(RelativeNames.source(root, source.name()));
      return stamp.sizeBytes() != source.sizeBytes()
          || !stamp.modified().equals(source.modified())
          || !Objects.equals(stamp.identity(), source.identity());
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
