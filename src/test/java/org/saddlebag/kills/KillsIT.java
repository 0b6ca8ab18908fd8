package org.saddlebag.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.local.LocalS3;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.wire.Fault;

/**
 * Kills the packaged program at every named point and at random instants, in both directions. After
 * the next start everything is delivered once, nothing is half visible, and nothing is left over.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillsIT {

  /** {@code -Dsaddlebag.kills=N} kills more often. */
  private static final int RANDOM_KILLS_EACH_WAY = Integer.getInteger("saddlebag.kills", 12);

  /** So many times a point is passed before the kill, at most. */
  private static final int PASSES = RANDOM_KILLS_EACH_WAY > 20 ? 3 : 2;

  private static final int KILLS_PER_ROUND = 5;
  private static final Set<String> FORWARD =
      Set.of(
          "after-begun",
          "after-create-multipart",
          "after-journal-upload",
          "after-part",
          "after-complete",
          "after-delivered",
          "after-receipt",
          "before-move",
          "after-take",
          "after-move");
  private static final Set<String> BACK =
      Set.of("before-rename", "after-rename", "after-fsync", "after-published", "after-remembered");

  /** {@link QueueKillsIT}, {@link SendKillsIT} and {@link EventKillsIT} have these. */
  private static final Set<String> QUEUE = Set.of("before-acknowledge", "after-commit");

  private Path temp;
  private LocalS3 s3;
  private int rounds;
  private int kills;

  @BeforeAll
  void start(@TempDir Path folder) {
    temp = folder;
    s3 = LocalS3.start(temp.resolve("store"), LocalS3Options.defaults());
  }

  @AfterAll
  void stop() {
    s3.close();
    System.out.println("kills: " + kills + " in " + rounds + " rounds");
    assertThat(kills)
        .as("kills in all")
        .isGreaterThanOrEqualTo(
            PASSES * (FORWARD.size() + BACK.size()) + 2 * RANDOM_KILLS_EACH_WAY);
  }

  static Stream<String> forwardPoints() {
    return points(FORWARD);
  }

  static Stream<String> backPoints() {
    return points(BACK);
  }

  @ParameterizedTest
  @MethodSource("forwardPoints")
  void a_kill_on_the_way_to_s3_loses_nothing_and_leaves_nothing(String point) throws Exception {
    Round round = round();
    round.dropFiles();
    round.sendOnlyOnce();
    assertThat(round.runWith("-Dsaddlebag.failpoint=" + point)).as(round.log()).isEqualTo(137);
    kills++;
    round.finish();
    round.requireSent();
    round.clear();
  }

  @ParameterizedTest
  @MethodSource("backPoints")
  void a_kill_on_the_way_back_shows_nothing_half_and_nothing_twice(String point) throws Exception {
    Round round = round();
    round.storeObjects();
    round.fetch();
    assertThat(round.runWith("-Dsaddlebag.failpoint=" + point)).as(round.log()).isEqualTo(137);
    kills++;
    round.requireOnlyWholeFiles();
    round.finish();
    round.requireFetched();
    round.clear();
  }

  @Test
  void random_kills_on_the_way_to_s3_lose_nothing_and_leave_nothing() throws Exception {
    makeTheWorkLast();
    Random random = new Random(1);
    for (int done = 0; done < RANDOM_KILLS_EACH_WAY; ) {
      Round round = round();
      round.dropFiles();
      round.sendOnlyOnce();
      done += killAtRandom(round, random);
      round.finish();
      round.requireSent();
      round.clear();
    }
  }

  @Test
  void random_kills_on_the_way_back_show_nothing_half_and_nothing_twice() throws Exception {
    makeTheWorkLast();
    Random random = new Random(2);
    for (int done = 0; done < RANDOM_KILLS_EACH_WAY; ) {
      Round round = round();
      round.storeObjects();
      round.fetch();
      done += killAtRandom(round, random);
      round.finish();
      round.requireFetched();
      round.clear();
    }
  }

  /** On loopback all would be done before most of the random instants. */
  private void makeTheWorkLast() {
    s3.setFaults((call, headers) -> new Fault.Delay(Duration.ofMillis(60), new Fault.None()));
  }

  /** Kills from outside, as often as the work lasts but at most so many times. */
  private int killAtRandom(Round round, Random random) throws Exception {
    int killed = 0;
    for (int i = 0; i < KILLS_PER_ROUND; i++) {
      Process process = round.startOnce("");
      // From while the program starts to about when the work is done.
      if (process.waitFor(600 + random.nextInt(2_400), TimeUnit.MILLISECONDS)) {
        assertThat(process.exitValue()).as(round.log()).isZero();
        break;
      }
      kill(process);
      killed++;
      round.requireOnlyWholeFiles();
    }
    kills += killed;
    return killed;
  }

  /** The launcher has replaced itself by the JVM, so its process is the one to kill. */
  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  private Round round() throws IOException {
    rounds++;
    String bucket = "kills-" + rounds;
    s3.ensureBucket(bucket);
    return new Round(temp.resolve("round-" + rounds), s3, bucket);
  }

  private static Stream<String> points(Set<String> names) {
    List<String> all = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      IntStream.rangeClosed(1, PASSES).mapToObj(n -> name + ":" + n).forEach(all::add);
    }
    return all.stream();
  }

  @Test
  void every_named_point_is_in_one_of_the_lists() {
    Set<String> listed =
        Stream.of(FORWARD, BACK, QUEUE).flatMap(Set::stream).collect(Collectors.toSet());
    Set<String> there =
        Stream.of(org.saddlebag.delivery.Failpoint.values())
            .map(org.saddlebag.delivery.Failpoint::id)
            .collect(Collectors.toSet());
    assertThat(listed).isEqualTo(there);
  }
}
