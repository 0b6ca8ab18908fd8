package org.saddlebag.interop;

import java.nio.file.Path;
import java.util.Map;
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
   * Builds a client of this release.
   *
   * @param setup keys, store, suite
   * @return the client
   */
  public Peer peer(PeerSetup setup) {
    try {
      Peer peer = this == NEWEST ? new EncryptionClientPeer(setup, true) : old(setup);
      requireVersion(peer);
      return peer;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the S3 Encryption Client " + version + " does not start", e);
    }
  }

  private static Peer old(PeerSetup setup) throws ReflectiveOperationException {
    PeerLoader loader = OldRelease.LOADER;
    return loader.within(
        () ->
            new Within(
                loader,
                (Peer)
                    loader
                        .loadClass(EncryptionClientPeer.class.getName())
                        .getConstructor(PeerSetup.class, boolean.class)
                        .newInstance(setup, false)));
  }

  /** A class path that quietly holds another release would make the whole test a lie. */
  private void requireVersion(Peer peer) {
    if (!peer.version().equals(version)) {
      throw new AssertionError("wanted release " + version + ", got " + peer.version());
    }
  }

  @Override
  public String toString() {
    return version;
  }

  /** Loaded once, when it is first needed. */
  private static final class OldRelease {
    static final PeerLoader LOADER =
        new PeerLoader(
            PEERS.resolve(
                "amazon-s3-encryption-client-java-" + BEFORE_COMMITMENT.version + ".jar"));

    private OldRelease() {}
  }

  /** A peer whose classes find each other. */
  private record Within(PeerLoader loader, Peer peer) implements Peer {

    @Override
    public void seal(Spot at, byte[] plaintext, Map<String, String> context) {
      loader.within(
          () -> {
            peer.seal(at, plaintext, context);
            return null;
          });
    }

    @Override
    public byte[] open(Spot at, Map<String, String> context) {
      return loader.within(() -> peer.open(at, context));
    }

    @Override
    public String version() {
      return peer.version();
    }

    @Override
    public void close() {
      peer.close();
    }
  }
}
