package org.saddlebag.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The names of files and folders of a trail. */
final class LaneFiles {

  private static final String LANE = "lane-";

  private LaneFiles() {}

  static Path lane(Path trail, int number) {
    return trail.resolve(LANE + number);
  }

  /** The lanes that there are, by their numbers. */
  static List<Path> lanes(Path trail) throws IOException {
    try (Stream<Path> all = Files.list(trail)) {
      return all.filter(lane -> lane.getFileName().toString().matches(LANE + "[0-9]{1,4}"))
          .sorted(java.util.Comparator.comparingInt(LaneFiles::number))
          .toList();
    }
  }

  static int number(Path lane) {
    return Integer.parseInt(lane.getFileName().toString().substring(LANE.length()));
  }

  /** The files of a lane, in the order in which they were written. */
  static List<Path> files(Path lane) throws IOException {
    try (Stream<Path> all = Files.list(lane)) {
      return all.filter(
              file -> file.getFileName().toString().matches("\\d{4}-\\d{2}-\\d{2}-\\d{4}\\.jsonl"))
          .sorted()
          .toList();
    }
  }

  /** The day of a file. */
  static LocalDate day(Path file) {
    return LocalDate.parse(file.getFileName().toString().substring(0, 10));
  }

  /** The file behind another, or the first one; never sorted before it, whatever the clock says. */
  static Path next(Path lane, Path lastOrNull, LocalDate today) {
    if (lastOrNull == null || today.isAfter(day(lastOrNull))) {
      return lane.resolve(today + "-0001.jsonl");
    }
    int number = Integer.parseInt(lastOrNull.getFileName().toString().substring(11, 15)) + 1;
    return lane.resolve("%s-%04d.jsonl".formatted(day(lastOrNull), number));
  }
}
