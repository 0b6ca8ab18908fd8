package org.saddlebag.delivery;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.saddlebag.s3.ObjectAddress;

/**
 * The objects that a flow has delivered: {@code STATE/delivered/FLOW.jsonl}, one line per object.
 * Survives restarts. Safe for use by several threads, which share their syncs.
 */
public final class DeliveredObjects implements AutoCloseable {

  private record Line(String object, Instant at) {}

  private record PlacedLine(String object, Instant at, String file, long bytes) {}

  /**
   * What a delivered object has become.
   *
   * @param file the file, relative to the flow's directory
   * @param bytes its length, or -1 where nobody knows it
   */
  public record Place(String file, long bytes) {}

  private final Path file;
  private final JsonLines json = new JsonLines();
  private final DigestSet known = new DigestSet();
  private final AppendLog log;

  private DeliveredObjects(Path file, AppendLog.Opener opener) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      JsonLines.forEach(
          file, text -> json.parse(text, Line.class).ifPresent(line -> known.add(line.object())));
    }
    this.log = AppendLog.open(file, opener);
  }

  /**
   * Opens a flow's memory.
   *
   * @param stateDirectory the state folder
   * @param flow the flow's name; characters that a file name can't have are escaped
   * @return the memory
   * @throws org.saddlebag.errors.FileUnavailable if it can't be read or written
   */
  public static DeliveredObjects open(Path stateDirectory, String flow) {
    return open(stateDirectory, flow, AppendLog.FILES);
  }

  static DeliveredObjects open(Path stateDirectory, String flow, AppendLog.Opener opener) {
    Path file = stateDirectory.resolve("delivered").resolve(fileName(flow));
    try {
      return new DeliveredObjects(file, opener);
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "open", file, e);
    }
  }

  /**
   * What tells one content of an object key from the next: bucket, key and entity tag (each sealing
   * has its own, as each has its own data key).
   *
   * @param address where the object is; its version is not looked at, as listings have none
   * @param eTag its entity tag without quotes
   * @return the identity for {@link #contains}, {@link #remember} and {@link FilePublisher}
   */
  public static String identity(ObjectAddress address, String eTag) {
    return "s3://" + address.bucket() + "/" + address.key() + "#" + eTag;
  }

  /** The identity of what a manifest's line is about. */
  static String identity(ManifestLine.Opened line) {
    return identity(new ObjectAddress(line.bucket(), line.key()), line.eTag());
  }

  /**
   * Whether an object was delivered.
   *
   * @param objectIdentity see {@link #identity}
   * @return true when it needs no delivery
   */
  public boolean contains(String objectIdentity) {
    synchronized (known) {
      return known.contains(objectIdentity);
    }
  }

  /**
   * Remembers an object; it is on the disk when this returns.
   *
   * @param objectIdentity see {@link #identity}
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public void remember(String objectIdentity) {
    write(objectIdentity, new Line(objectIdentity, Instant.now()));
  }

  /**
   * Remembers an object and what it has become; on the disk when this returns.
   *
   * @param objectIdentity see {@link #identity}
   * @param place for {@link #places}
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public void remember(String objectIdentity, Place place) {
    write(
        objectIdentity, new PlacedLine(objectIdentity, Instant.now(), place.file(), place.bytes()));
  }

  /**
   * Looks up what objects have become, by reading the whole file once.
   *
   * @param objectIdentities of the wanted ones
   * @return those that were remembered with their place
   * @throws org.saddlebag.errors.FileUnavailable if it can't be read
   */
  public Map<String, Place> places(Set<String> objectIdentities) {
    Map<String, Place> found = new HashMap<>();
    try {
      JsonLines.forEach(
          file,
          text ->
              json.parse(text, PlacedLine.class)
                  .filter(line -> line.file() != null && objectIdentities.contains(line.object()))
                  .ifPresent(
                      line -> found.put(line.object(), new Place(line.file(), line.bytes()))));
      return found;
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "read", file, e);
    }
  }

  private void write(String objectIdentity, Record line) {
    try {
      log.await(log.add(json.line(line)));
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "write", file, e);
    }
    synchronized (known) {
      known.add(objectIdentity);
    }
  }

  @Override
  public void close() {
    try {
      log.close();
    } catch (IOException e) {
      throw Disk.failure(DeliveryError.STATE_UNWRITABLE, "close", file, e);
    }
  }

  private static String fileName(String flow) {
    return URLEncoder.encode(flow, StandardCharsets.UTF_8) + ".jsonl";
  }
}
