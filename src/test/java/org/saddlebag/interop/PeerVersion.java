package org.saddlebag.interop;

import java.nio.file.Path;
import org.saddlebag.format.AlgorithmSuite;

/** The releases of the S3 Encryption Client that we must get on with. */
public enum PeerVersion {
  /** The one on the test's class path: knows key commitment. */
  NEWEST("4.0.1"),
  /** The last one before key commitment: reads and writes format V2 only. */
  BEFORE_COMMITMENT("3.5.0");

  private static final Path PEERS = Path.of("target", "peers");

  private final String version;

  PeerVersion(String version) {
    this.version = version;
  }

  /**
   * Whether this release reads and writes objects of a suite.
   *
   * @param suite the suite
   * @return false for V3 before its time
   */
  public boolean knows(AlgorithmSuite suite) {
    return this == NEWEST || suite == AlgorithmSuite.GCM_NO_KDF;
  }

  /**
   * Connects clients of this release.
   *
   * @param access the store, and KMS
   * @return the release
   */
  public Peers connect(PeerAccess access) {
    Peers peers = this == NEWEST ? new EncryptionClients(access, true) : connectOld(access);
    // A class path that quietly holds another release would make the whole test a lie.
    if (!peers.version().equals(version)) {
      throw new AssertionError("wanted release " + version + ", got " + peers.version());
    }
    return peers;
  }

  private Peers connectOld(PeerAccess access) {
    Path jar = PEERS.resolve("amazon-s3-encryption-client-java-" + version + ".jar");
    PeerLoader loader = new PeerLoader(jar);
    try {
      return loader.within(
          () ->
              new PeersWithin(
                  loader,
                  (Peers)
                      loader
                          .loadClass(EncryptionClients.class.getName())
                          .getConstructor(PeerAccess.class, boolean.class)
                          .newInstance(access, false)));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the S3 Encryption Client " + version + " does not start", e);
    }
  }

  @Override
  public String toString() {
    return version;
  }
}
