package org.saddlebag.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A release whose classes come from a loader of their own, and find each other.
 *
 * @param loader theirs; closed with this
 * @param peers the release
 */
record PeersWithin(PeerLoader loader, Peers peers) implements Peers {

  @Override
  public Peer peer(PeerSetup setup) {
    return new PeerWithin(loader, loader.within(() -> peers.peer(setup)));
  }

  @Override
  public String version() {
    return loader.within(peers::version);
  }

  @Override
  public void close() {
    try (loader) {
      peers.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record PeerWithin(PeerLoader loader, Peer peer) implements Peer {

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
  }
}
