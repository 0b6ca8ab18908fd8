package org.saddlebag.interop;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.saddlebag.envelope.Wrapping;
import org.saddlebag.format.AlgorithmSuite;

/**
 * One kind of object, and who is on the other side.
 *
 * @param client the other side
 * @param suite how the content is encrypted
 * @param wrapping how the data key is wrapped
 * @param sizeBytes the plaintext's length
 */
record Case(PeerVersion client, AlgorithmSuite suite, Wrapping wrapping, int sizeBytes) {

  static final int MIB = 1 << 20;

  /** Every client with every suite that it knows and every wrapping, in no particular size. */
  static Stream<Case> everyKind() {
    return Arrays.stream(PeerVersion.values())
        .flatMap(
            client ->
                Arrays.stream(AlgorithmSuite.values())
                    .filter(client::knows)
                    .flatMap(
                        suite ->
                            Arrays.stream(Wrapping.values())
                                .map(wrapping -> new Case(client, suite, wrapping, 1))));
  }

  /**
   * Around a block, and around the size from which we store in parts: 16 bytes below it the sealed
   * object is as long as one part. The old client shares its handling of parts with the new one.
   */
  Stream<Case> inAllSizes() {
    IntStream sizes =
        client == PeerVersion.NEWEST
            ? IntStream.of(
                0, 1, 15, 16, 17, 8 * MIB - 16, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 20 * MIB)
            : IntStream.of(0, 1, 15, 16, 17, 8 * MIB + 1);
    return sizes.mapToObj(size -> new Case(client, suite, wrapping, size));
  }

  /** The description that we write under the same key; what is wrapped by KMS has none. */
  Map<String, String> ourDescription() {
    return wrapping.isKms()
        ? Map.of()
        : Map.of("saddlebag-key", wrapping.masterKey(), "version", "1");
  }

  @Override
  public String toString() {
    return client + " " + suite.id() + " " + wrapping + " " + sizeBytes + " bytes";
  }
}
