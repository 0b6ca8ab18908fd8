package org.saddlebag.delivery;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.ObjectAddress;

/**
 * The objects that a flow could not bring back: they stay in their bucket, and each has a text
 * {@code STATE/failed/FLOW/NAME.reason} that says what happened and how to mend it. While the text
 * is there, that content of the object is not tried again; {@link #retryAll} takes the texts away,
 * and so may an operator. Survives restarts. Safe for use by several threads, one per object.
 *
 * <p>A text appears whole, by one rename, and a newer failure of the same object key replaces it. A
 * process that dies before leaves none, so that the object is tried again.
 */
public final class FailedObjects {

  private static final String UNFINISHED = ".new";
  private static final String OBJECT = "object";
  private static final String E_TAG = "etag";
  private static final String SCHEME = "s3://";
  private static final int READABLE_CHARACTERS = 80;

  private final String flow;
  private final Path folder;
  private final Clock clock;

  /** What has ever failed; a text that is still there decides whether it counts. */
  private final DigestSet known = new DigestSet();

  private record Parked(Path text, ObjectAddress address, String eTag) {}

  private FailedObjects(String flow, Path folder, Clock clock) throws IOException {
    this.flow = flow;
    this.folder = folder;
    this.clock = clock;
    Disk.createDirectories(folder);
    sweep();
    parked(folder)
        .forEach(each -> known.add(DeliveredObjects.identity(each.address(), each.eTag())));
  }

  /**
   * Opens what a flow knows of its failed objects.
   *
   * @param stateDirectory the state folder, which this process holds
   * @param flow the flow's name
   * @param clock the time in the texts
   * @return the failed objects
   * @throws FileUnavailable if the folder can't be read or written
   */
  public static FailedObjects open(Path stateDirectory, String flow, Clock clock) {
    Path folder = folder(stateDirectory, flow);
    try {
      return new FailedObjects(flow, folder, clock);
    } catch (IOException e) {
      throw failure("open", folder, e);
    }
  }

  /**
   * Puts every failed object of a flow back, so that the flow tries it again: a running one at its
   * next poll, another one when it starts. Any process may do so at any time. A text whose head
   * can't be read stays.
   *
   * @param stateDirectory the state folder
   * @param flow the flow's name
   * @return the objects
   * @throws FileUnavailable if a text can't be read or deleted
   */
  public static List<ObjectAddress> retryAll(Path stateDirectory, String flow) {
    Path folder = folder(stateDirectory, flow);
    if (Files.notExists(folder)) {
      return List.of();
    }
    try {
      List<ObjectAddress> back = new ArrayList<>();
      for (Parked each : parked(folder)) {
        if (Files.deleteIfExists(each.text())) {
          back.add(each.address());
        }
      }
      Disk.syncDirectory(folder);
      return back;
    } catch (IOException e) {
      throw failure("put back the objects in", folder, e);
    }
  }

  /**
   * Parks an object; durable when this returns.
   *
   * @param address the object; its version is not looked at
   * @param eTag the entity tag of the content that failed, without quotes
   * @param why what happened; its code, what and fix are written down
   * @param attempts how often it was tried
   * @throws FileUnavailable if the text can't be written
   */
  public void park(ObjectAddress address, String eTag, SaddlebagException why, int attempts) {
    String subject =
        Reason.line(OBJECT, SCHEME + address.bucket() + "/" + address.key())
            + "\n"
            + Reason.line(E_TAG, eTag);
    Path text = text(address);
    Path unfinished = text.resolveSibling(text.getFileName() + UNFINISHED);
    try {
      Files.deleteIfExists(unfinished);
      new Reason(subject, flow, why, attempts, clock.instant()).write(unfinished);
      Disk.replace(unfinished, text);
    } catch (IOException e) {
      throw failure("write", text, e);
    }
    synchronized (known) {
      known.add(DeliveredObjects.identity(address, eTag));
    }
  }

  /**
   * Whether an object has failed and waits for its retry.
   *
   * @param address the object; its version is not looked at
   * @param eTag the entity tag of its content now; with another one than failed, it is a new object
   * @return true when it is to be left alone
   */
  public boolean contains(ObjectAddress address, String eTag) {
    synchronized (known) {
      if (!known.contains(DeliveredObjects.identity(address, eTag))) {
        return false;
      }
    }
    return !Files.notExists(text(address));
  }

  /**
   * An object key's content is delivered: what failed under this key before is of no interest now.
   *
   * @param address the object; its version is not looked at
   * @throws FileUnavailable if the text can't be deleted
   */
  public void forget(ObjectAddress address) {
    Path text = text(address);
    try {
      if (Files.deleteIfExists(text)) {
        Disk.syncDirectory(folder);
      }
    } catch (IOException e) {
      throw failure("delete", text, e);
    }
  }

  /**
   * How many objects wait for their retry.
   *
   * @return 0 or more
   * @throws FileUnavailable if the folder can't be read
   */
  public int size() {
    try {
      return parked(folder).size();
    } catch (IOException e) {
      throw failure("read", folder, e);
    }
  }

  /**
   * Where the texts are.
   *
   * @return a folder in the state folder
   */
  public Path folder() {
    return folder;
  }

  /** A name for people, and what tells it from the others. */
  private Path text(ObjectAddress address) {
    String key = address.key().replaceAll("[^A-Za-z0-9._-]", "_");
    String readable =
        key.substring(Math.max(0, key.length() - READABLE_CHARACTERS)).replaceFirst("^[._-]+", "");
    UUID unique =
        UUID.nameUUIDFromBytes(
            (address.bucket() + "/" + address.key()).getBytes(StandardCharsets.UTF_8));
    return folder.resolve(readable + "-" + unique + FailedFolder.REASON_SUFFIX);
  }

  /** What a death left behind. */
  private void sweep() throws IOException {
    for (Path file : files(folder)) {
      if (file.toString().endsWith(FailedFolder.REASON_SUFFIX + UNFINISHED)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<Parked> parked(Path folder) throws IOException {
    List<Parked> found = new ArrayList<>();
    for (Path file : files(folder)) {
      if (file.toString().endsWith(FailedFolder.REASON_SUFFIX)) {
        read(file).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Parked> read(Path text) {
    String object = Reason.read(text, OBJECT).orElse("");
    int slash = object.startsWith(SCHEME) ? object.indexOf('/', SCHEME.length()) : -1;
    return slash < 0
        ? Optional.empty()
        : Reason.read(text, E_TAG)
            .map(
                eTag ->
                    new Parked(
                        text,
                        new ObjectAddress(
                            object.substring(SCHEME.length(), slash), object.substring(slash + 1)),
                        eTag));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** No flow's name leads out of the state folder. */
  private static Path folder(Path stateDirectory, String flow) {
    String name = URLEncoder.encode(flow, StandardCharsets.UTF_8).replace(".", "%2E");
    return stateDirectory.resolve("failed").resolve(name);
  }

  private static FileUnavailable failure(String doing, Path path, IOException e) {
    return Disk.failure(DeliveryError.STATE_UNWRITABLE, doing, path, e);
  }
}
