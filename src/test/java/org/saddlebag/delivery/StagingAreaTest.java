package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.FileUnavailable;

class StagingAreaTest {

  @TempDir Path target;

  @Test
  void plaintextWaitsWhereNobodyElseLooks() throws IOException {
    try (StagingArea area = StagingArea.of(target);
        StagedFile file = area.create()) {
      write(file, "secret");
      file.flush();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(staging())))
          .isEqualTo("rwx------");
      assertThat(file.path()).startsWith(staging()).hasContent("secret");
      assertThat(file.sizeBytes()).isEqualTo(6);
    }
  }

  @Test
  void whatIsNotPublishedIsGoneWhenItIsClosed() throws IOException {
    try (StagingArea area = StagingArea.of(target)) {
      StagedFile file = area.create();
      write(file, "x");
      file.close();
      file.close();

      assertThat(staged()).isEmpty();
    }
  }

  @Test
  void theStartSweepsWhatDeadProcessesLeftAndNothingOfTheLiving() throws Exception {
    try (OtherProcess other = OtherProcess.holding("staging", target)) {
      assertThat(staged()).hasSize(1);
      StagingArea.of(target).close();
      assertThat(staged()).hasSize(1);

      other.kill();
      StagingArea.of(target).close();
      assertThat(staged()).isEmpty();
      assertThat(areas()).isEmpty();
    }
  }

  @Test
  void twoAreasOfOneProcessLeaveEachOtherAlone() throws IOException {
    try (StagingArea one = StagingArea.of(target);
        StagedFile file = one.create();
        StagingArea other = StagingArea.of(target)) {
      write(file, "x");
      file.flush();
      assertThat(file.path()).hasContent("x");
      assertThat(other.targetDirectory()).isEqualTo(one.targetDirectory());
    }
  }

  @Test
  void nothingButAreasIsEverSwept() throws IOException {
    Files.createDirectories(staging().resolve("somebody's"));
    Files.writeString(staging().resolve("somebody's/file"), "x");
    Path dead =
        Files.createDirectory(staging().resolve(UUID.randomUUID() + "_" + UUID.randomUUID()));
    Files.writeString(dead.resolve("1"), "plaintext");

    StagingArea.of(target).close();

    assertThat(staging().resolve("somebody's/file")).exists();
    assertThat(dead).doesNotExist();
  }

  @Test
  void aLinkInTheFoldersPlaceIsRefused(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(staging(), elsewhere);
    assertThatThrownBy(() -> StagingArea.of(target))
        .isInstanceOf(FileUnavailable.class)
        .hasMessageContaining("it is a link");
  }

  @Test
  void aFullDiskIsSaidSo() throws IOException {
    try (StagedFile file =
        new StagedFile(target.resolve("file"), new FileOutputStream("/dev/full"))) {
      assertThatThrownBy(() -> file.write(new byte[1 << 20], 0, 1 << 20))
          .isInstanceOfSatisfying(
              FileUnavailable.class,
              e -> {
                assertThat(e.code()).isEqualTo(DeliveryError.DISK_FULL);
                assertThat(e.retryable()).isTrue();
              });
    }
  }

  @Test
  void moreOrFewerBytesThanWereVerifiedAreDamage() throws IOException {
    try (StagingArea area = StagingArea.of(target);
        StagedFile file = area.create()) {
      write(file, "12345");
      assertThatThrownBy(() -> file.verified(4)).isInstanceOf(Damaged.class);
      file.verified(5);
      assertThatThrownBy(() -> write(file, "6")).isInstanceOf(IllegalStateException.class);
    }
  }

  private Path staging() {
    return target.resolve(".saddlebag");
  }

  private List<Path> areas() throws IOException {
    try (Stream<Path> all = Files.list(staging())) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  private List<Path> staged() throws IOException {
    try (Stream<Path> all = Files.walk(staging())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().contains("lock"))
          .toList();
    }
  }

  private static void write(StagedFile file, String text) {
    file.write(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
  }
}
