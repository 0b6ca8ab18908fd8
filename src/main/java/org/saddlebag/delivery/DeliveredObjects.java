package org.saddlebag.delivery;

import java.nio.file.Path;
import org.saddlebag.s3.ObjectAddress;

/**
 * The objects that a flow has delivered: {@code STATE/delivered/FLOW.jsonl}, one line per object.
 * Survives restarts. Safe for use by several threads, which share their syncs.
 */
public final class DeliveredObjects implements AutoCloseable {

  /**
   * Opens a flow's memory.
   *
   * @param stateDirectory the state folder
   * @param flow the flow's name
   * @return the memory
   * @throws org.saddlebag.errors.FileUnavailable if it can't be read or written
   */
  public static DeliveredObjects open(Path stateDirectory, String flow) {
    return Unbuilt.yet();
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

  /**
   * Whether an object was delivered.
   *
   * @param objectIdentity see {@link #identity}
   * @return true when it needs no delivery
   */
  public boolean contains(String objectIdentity) {
    return Unbuilt.<Boolean>yet();
  }

  /**
   * Remembers an object; it is on the disk when this returns.
   *
   * @param objectIdentity see {@link #identity}
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public void remember(String objectIdentity) {
    Unbuilt.yet();
  }

  @Override
  public void close() {
    Unbuilt.yet();
  }
}
