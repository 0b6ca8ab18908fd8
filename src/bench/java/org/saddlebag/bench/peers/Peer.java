package org.saddlebag.bench.peers;

import java.nio.file.Path;

/** One client that stores and fetches files. Used by several threads at once. */
interface Peer extends AutoCloseable {

  void put(String bucket, String key, Path file);

  /** The file is new. */
  void get(String bucket, String key, Path file);

  @Override
  void close();
}
