package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.s3.ProofLevel;

class ManifestTest {

  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("m.jsonl");
  }

  @Test
  void whatWasSealedIsFoundByTheNextRunWithAllThatIsKnown() {
    ManifestLine.Sealed line = sealed("d/a \u00e9\n", "v1");
    write(line);
    try (Manifest next = Manifest.open(file)) {
      assertThat(next.known()).isEqualTo(1);
      assertThat(next.sealed(line.question())).contains(line);
    }
  }

  @Test
  void whatMustLastBeforeItsLinesDoesOrTheyDoNotCount() {
    List<String> events = new ArrayList<>();
    Manifest manifest = Manifest.open(file);
    manifest.beforeSync(() -> events.add("before"));
    manifest.add(sealed("a", "v1"), () -> events.add("a lasts"));
    manifest.close();
    assertThat(events).containsExactly("before", "a lasts");

    Manifest next = Manifest.open(file);
    next.beforeSync(
        () -> {
          throw new IllegalStateException("full");
        });
    next.add(sealed("b", "v1"), () -> events.add("b lasts"));
    assertThatThrownBy(next::close).hasMessage("full");
    assertThat(events).doesNotContain("b lasts");
  }

  @Test
  void anotherTimeSizeKeyOrFormatIsAnotherSealing() {
    ManifestLine.Sealed line = sealed("a", "v1");
    write(line);
    SealedFile same = line.question();
    try (Manifest next = Manifest.open(file)) {
      assertThat(
              List.of(
                  with(same, same.bytes() + 1, same.modified(), same.masterKey(), same.format()),
                  with(same, same.bytes(), THEN.plusNanos(1), same.masterKey(), same.format()),
                  with(same, same.bytes(), same.modified(), "other", same.format()),
                  with(same, same.bytes(), same.modified(), same.masterKey(), "v2")))
          .allSatisfy(other -> assertThat(next.sealed(other)).isEmpty());
    }
  }

  @Test
  void whatWasOpenedIsFoundByItsEntityTagAndPlace() {
    write(
        new ManifestLine.Opened(
            "b", "k", null, "tag", 17, "/t/k", "/t/k-1", 1, THEN, "key", "1", THEN, THEN));
    try (Manifest next = Manifest.open(file)) {
      assertThat(next.opened("s3://b/k#tag", "/t/k").orElseThrow().file()).isEqualTo("/t/k-1");
      assertThat(next.opened("s3://b/k#other", "/t/k")).isEmpty();
      assertThat(next.opened("s3://b/k#tag", "/elsewhere/k")).isEmpty();
    }
  }

  @Test
  void aLineThatDeathHasTornIsSkippedWhereverItIsTorn() throws IOException {
    write(sealed("a", "v1"), sealed("b", "v1"));
    byte[] whole = Files.readAllBytes(file);
    int second =
        new String(whole, java.nio.charset.StandardCharsets.UTF_8).lastIndexOf("{\"line\"");
    for (int end = second + 1; end < whole.length - 1; end += 7) {
      Path torn = folder.resolve("torn-" + end);
      Files.write(torn, java.util.Arrays.copyOf(whole, end));
      try (Manifest next = Manifest.open(torn)) {
        assertThat(next.known()).isEqualTo(1);
        next.add(sealed("c", "v1"), () -> {});
      }
      try (Manifest last = Manifest.open(torn)) {
        assertThat(last.sealed(sealed("a", "v1").question())).isPresent();
        assertThat(last.sealed(sealed("c", "v1").question())).isPresent();
        assertThat(last.known()).isEqualTo(2);
      }
    }
  }

  @Test
  void linesAndFieldsOfLaterProgramsAreSkipped() throws IOException {
    write(sealed("a", "v1"));
    Files.writeString(
        file,
        "{\"line\":\"weighed\",\"grams\":1}\n"
            + "{\"line\":\"failed\",\"item\":\"b\",\"code\":\"c\",\"mood\":\"bad\"}\n",
        StandardOpenOption.APPEND);
    try (Manifest next = Manifest.open(file)) {
      assertThat(next.known()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dear diary\n",
        "{\"line\":\"sealed\"}\n",
        "{\"line\":\"header\",\"format\":\"other\",\"version\":1}\n",
        "{\"line\":\"header\",\"format\":\"saddlebag-manifest\",\"version\":2}\n"
      })
  void whatIsNoManifestOfThisVersionIsRefusedAndLeftAlone(String content) throws IOException {
    Files.writeString(file, content);
    assertThatThrownBy(() -> Manifest.open(file)).hasMessageStartingWith("not-a-manifest");
    assertThatThrownBy(() -> ManifestObjects.of(file)).hasMessageStartingWith("not-a-manifest");
    assertThat(file).hasContent(content);
  }

  @Test
  void aLineIsOnTheDiskBeforeAnybodyIsTold() throws IOException {
    AtomicInteger told = new AtomicInteger();
    List<Long> sizes = new ArrayList<>();
    try (Manifest manifest = Manifest.open(file)) {
      for (int i = 0; i < 200; i++) {
        manifest.add(
            sealed("f" + i, "v1"),
            () -> {
              told.incrementAndGet();
              sizes.add(file.toFile().length());
            });
      }
      assertThat(told.get()).isGreaterThanOrEqualTo(128).isLessThan(200);
    }
    assertThat(told).hasValue(200);
    assertThat(sizes.get(0)).isGreaterThan(64 * 200);
  }

  @Test
  void eachNameIsListedOnceWithItsLastLine() {
    write(sealed("a", "v1"), sealed("b", "v1"), sealed("a", "v2"));
    List<String> versions = new ArrayList<>();
    try (ManifestObjects objects = ManifestObjects.of(file)) {
      objects.forEachRemaining(line -> versions.add(line.name() + " " + line.version()));
    }
    assertThat(versions).containsExactly("b v1", "a v2");
  }

  @Test
  void whatIsOverwrittenWithLinesWithoutEndNeedsNoMemory() throws IOException {
    write(sealed("a", "v1"));
    try (RandomAccessFile long1 = new RandomAccessFile(file.toFile(), "rw")) {
      long1.setLength(1L << 26);
    }
    try (Manifest next = Manifest.open(file)) {
      assertThat(next.known()).isEqualTo(1);
    }
  }

  @Test
  void theIndexFindsTheLastOfManyTexts() {
    LineIndex index = new LineIndex();
    for (int i = 0; i < 50_000; i++) {
      index.put("text " + i, i);
    }
    for (int i = 0; i < 50_000; i += 2) {
      index.put("text " + i, 1_000_000 + i);
    }
    assertThat(index.size()).isEqualTo(50_000);
    assertThat(index.get("text 0")).isEqualTo(1_000_000);
    assertThat(index.get("text 49999")).isEqualTo(49_999);
    assertThat(index.get("text 50000")).isEqualTo(-1);
  }

  @Test
  void aBatchBelongsToOneRunAndIsGoneWhenNothingIsLeft() {
    try (BatchFolder batch = BatchFolder.open(folder, "one", "node")) {
      assertThatThrownBy(() -> BatchFolder.open(folder, "one", "node"))
          .hasMessageStartingWith("state-in-use");
      BatchFolder.open(folder, "other", "node").finish();
      assertThat(folder.resolve("batches")).isDirectoryContaining(Files::isDirectory);
      batch.finish();
      assertThat(folder.resolve("batches")).isDirectoryNotContaining(Files::isDirectory);
    }
  }

  private void write(ManifestLine... lines) {
    try (Manifest manifest = Manifest.open(file)) {
      for (ManifestLine line : lines) {
        manifest.add(line, () -> {});
      }
    }
  }

  private static SealedFile with(
      SealedFile file, long bytes, Instant modified, String masterKey, String format) {
    return new SealedFile(
        file.source(), bytes, modified, file.bucket(), file.wanted(), masterKey, format);
  }

  private static ManifestLine.Sealed sealed(String name, String version) {
    return new ManifestLine.Sealed(
        "/s/" + name,
        name,
        12,
        THEN,
        "b",
        "x/" + name,
        "x/" + name,
        version,
        "tag",
        28,
        "key",
        "1",
        "v3",
        "CRC32C:AAAAAA==",
        ProofLevel.FULL_OBJECT_CHECKSUM,
        "id",
        THEN,
        THEN);
  }
}
