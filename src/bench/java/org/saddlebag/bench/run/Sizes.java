package org.saddlebag.bench.run;

import java.util.List;

/**
 * How large the works are.
 *
 * @param largeBytes of the file of the {@code 1g} works
 * @param few number of messages where there are few
 * @param small number of small files
 * @param many number of small files where there are many
 * @param hugeBytes of the huge file
 * @param sixteenBytes of each of the sixteen files
 * @param usual the works that are done where none is named
 */
record Sizes(
    long largeBytes,
    int few,
    int small,
    int many,
    long hugeBytes,
    long sixteenBytes,
    List<String> usual) {

  static final int SMALL_FILE_BYTES = 4096;
  private static final long MIB = 1 << 20;

  static final Sizes FULL =
      new Sizes(1024 * MIB, 1_000, 10_000, 100_000, 10 * 1024 * MIB, 256 * MIB, List.of());

  static final Sizes QUICK =
      new Sizes(
          128 * MIB,
          100,
          1_000,
          10_000,
          1024 * MIB,
          16 * MIB,
          List.of("seal-1g", "open-1g", "small-seal", "small-open"));
}
