package org.saddlebag.interop;

/** One release of the S3 Encryption Client with its connections, from which peers are made. */
public interface Peers extends AutoCloseable {

  /**
   * Builds a client; it is closed with this.
   *
   * @param setup keys, suite, description
   * @return the client
   */
  Peer peer(PeerSetup setup);

  /**
   * Which release this is, in its own words.
   *
   * @return for example {@code 4.0.1}
   */
  String version();

  @Override
  void close();
}
