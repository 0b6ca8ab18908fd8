package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.s3.ObjectAddress;

class DeliveredObjectsTest {

  private static final String ONE = id("a", "1");
  private static final String OTHER = id("a", "2");

  @TempDir Path state;

  @Test
  void whatIsRememberedSurvivesARestart() {
    try (DeliveredObjects objects = DeliveredObjects.open(state, "flow")) {
      assertThat(objects.contains(ONE)).isFalse();
      objects.remember(ONE);
      assertThat(objects.contains(ONE)).isTrue();
    }
    try (DeliveredObjects objects = DeliveredObjects.open(state, "flow")) {
      assertThat(objects.contains(ONE)).isTrue();
      assertThat(objects.contains(OTHER)).isFalse();
    }
  }

  @Test
  void whatAnObjectHasBecomeCanBeLookedUpLater() {
    DeliveredObjects.Place place = new DeliveredObjects.Place("x/a-1", 7);
    try (DeliveredObjects objects = DeliveredObjects.open(state, "flow")) {
      objects.remember(ONE, place);
      objects.remember(OTHER);
    }
    try (DeliveredObjects objects = DeliveredObjects.open(state, "flow")) {
      assertThat(objects.contains(ONE)).isTrue();
      assertThat(objects.places(Set.of(ONE, OTHER, id("a", "3")))).isEqualTo(Map.of(ONE, place));
      assertThat(objects.places(Set.of(OTHER))).isEmpty();
    }
  }

  @Test
  void whatIsRememberedIsInTheFileAtOnce() throws IOException {
    DeliveredObjects objects = DeliveredObjects.open(state, "flow");
    objects.remember(ONE);

    assertThat(Files.readString(state.resolve("delivered/flow.jsonl"))).contains(ONE);
    objects.close();
  }

  @Test
  void aTornLineIsNotRememberedAndDoesNotSpoilTheNext() throws IOException {
    try (DeliveredObjects objects = DeliveredObjects.open(state, "flow")) {
      objects.remember(ONE);
    }
    Files.writeString(
        state.resolve("delivered/flow.jsonl"),
        "{\"object\":\"" + id("a", "3"),
        StandardOpenOption.APPEND);
    try (DeliveredObjects objects = DeliveredObjects.open(state, "flow")) {
      assertThat(objects.contains(id("a", "3"))).isFalse();
      objects.remember(OTHER);
    }
    try (DeliveredObjects objects = DeliveredObjects.open(state, "flow")) {
      assertThat(objects.contains(ONE)).isTrue();
      assertThat(objects.contains(OTHER)).isTrue();
    }
  }

  @Test
  void flowsDoNotShareAMemoryWhateverTheirNames() throws IOException {
    try (DeliveredObjects one = DeliveredObjects.open(state, "a/b");
        DeliveredObjects other = DeliveredObjects.open(state, "a_b");
        DeliveredObjects up = DeliveredObjects.open(state, "../../up")) {
      one.remember(ONE);
      assertThat(other.contains(ONE)).isFalse();
      assertThat(up.contains(ONE)).isFalse();
    }
    assertThat(state.resolve("delivered")).isDirectoryContaining("glob:**/a_b.jsonl");
    assertThat(state.getParent().resolve("up.jsonl")).doesNotExist();
  }

  @Property(tries = 50)
  void theSetOfDigestsKnowsExactlyWhatWasAdded(
      @ForAll Set<String> some, @ForAll Set<String> others) {
    DigestSet set = new DigestSet();
    some.forEach(text -> assertThat(set.add(text)).isTrue());
    some.forEach(text -> assertThat(set.add(text)).isFalse());

    Set<String> neither = new HashSet<>(others);
    neither.removeAll(some);
    assertThat(some).allMatch(set::contains);
    assertThat(neither).noneMatch(set::contains);
  }

  @Test
  void theSetOfDigestsGrows() {
    DigestSet set = new DigestSet();
    for (int i = 0; i < 100_000; i++) {
      set.add("object " + i);
    }
    for (int i = 0; i < 100_000; i++) {
      assertThat(set.contains("object " + i)).isTrue();
    }
    assertThat(set.contains("object 100000")).isFalse();
  }

  private static String id(String key, String eTag) {
    return DeliveredObjects.identity(new ObjectAddress("bucket", key), eTag);
  }
}
