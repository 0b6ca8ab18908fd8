package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where one work is done.
 *
 * @param place folders
 * @param data what is sealed
 * @param sink the store, empty
 * @param ours the program
 * @param peers the others in Java
 * @param rclone and the one in Go
 * @param watch runs what prepares a work
 */
record Site(
    Place place,
    Data data,
    SinkProcess sink,
    Saddlebag ours,
    PeerProgram peers,
    Rclone rclone,
    Stopwatch watch)
    implements AutoCloseable {

  /** The bucket that is written to and emptied before each run. */
  static final String BUCKET = "bench";

  static Site open(Place place, Data data, Stopwatch watch, int latencyMillis, long storedBytes)
      throws IOException {
    SinkProcess sink = SinkProcess.start(place.ram(), latencyMillis, storedBytes);
    Saddlebag ours = Saddlebag.in(place.disk().resolve("installation"), sink.endpoint());
    return new Site(
        place,
        data,
        sink,
        ours,
        new PeerProgram(sink.endpoint(), ours.keystore()),
        new Rclone(sink.endpoint()),
        watch);
  }

  /** Nothing stored, nothing remembered. */
  void reset() throws IOException, InterruptedException {
    sink.empty(BUCKET);
    ours.forget();
  }

  /** Where opened files go. */
  Path opened(boolean onDisk) {
    return (onDisk ? place.disk() : place.ram()).resolve("opened");
  }

  @Override
  public void close() {
    sink.close();
  }
}
