package org.saddlebag.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Damaged;
import org.saddlebag.errors.FileUnavailable;

/** What waits for its delivery, and is read again. */
class SpoolTest {

  @TempDir Path state;

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private static void fill(Spool spool, byte[] content) {
    for (int at = 0; at < content.length; at += 5000) {
      spool.write(content, at, Math.min(5000, content.length - at));
    }
    spool.complete();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, Spool.MEMORY_BYTES - 1, Spool.MEMORY_BYTES, Spool.MEMORY_BYTES + 1, 1_000_000})
  void content_is_read_as_often_as_it_takes(int size) throws IOException {
    byte[] content = content(size);
    try (Spool spool = Spool.in(state)) {
      fill(spool, content);

      assertThat(spool.sizeBytes()).isEqualTo(size);
      for (int i = 0; i < 3; i++) {
        try (InputStream again = spool.open()) {
          assertThat(again.readAllBytes()).isEqualTo(content);
          assertThat(again.read()).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void two_readers_do_not_disturb_each_other() throws IOException {
    byte[] content = content(Spool.MEMORY_BYTES + 10);
    try (Spool spool = Spool.in(state)) {
      fill(spool, content);
      InputStream one = spool.open();
      InputStream other = spool.open();

      assertThat(one.readNBytes(1000)).isEqualTo(other.readNBytes(1000));
      assertThat(one.readAllBytes()).isEqualTo(other.readAllBytes());
    }
  }

  @Test
  void no_name_and_no_plaintext_is_on_the_disk() throws Exception {
    byte[] content = "secret ".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (Spool spool = Spool.in(state)) {
      fill(spool, content);

      try (Stream<Path> files = Files.list(state.resolve(Spool.FOLDER))) {
        assertThat(files).isEmpty();
      }
      ByteBuffer onDisk = ByteBuffer.allocate(content.length);
      channel(spool).read(onDisk, 0);
      assertThat(new String(onDisk.array(), java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain("secret");
      assertThat(onDisk.position()).isEqualTo(content.length);
    }
  }

  @Test
  void what_was_changed_on_the_disk_never_comes_to_its_end() throws Exception {
    try (Spool spool = Spool.in(state)) {
      fill(spool, content(Spool.MEMORY_BYTES + 10));
      channel(spool).write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 17);

      try (InputStream changed = spool.open()) {
        assertThatThrownBy(changed::readAllBytes).isInstanceOf(Damaged.class);
      }
    }
  }

  private static FileChannel channel(Spool spool) throws ReflectiveOperationException {
    Field file = Spool.class.getDeclaredField("file");
    file.setAccessible(true);
    Field channel = SpoolFile.class.getDeclaredField("channel");
    channel.setAccessible(true);
    return (FileChannel) channel.get(file.get(spool));
  }

  @Test
  void content_that_finds_no_room_is_told_before_it_is_taken() {
    Spool.requireRoom(state, Spool.MEMORY_BYTES);
    Spool.requireRoom(state, Spool.MEMORY_BYTES + 1);

    assertThatThrownBy(() -> Spool.requireRoom(state, Long.MAX_VALUE))
        .isInstanceOf(FileUnavailable.class)
        .hasMessageContaining(DeliveryError.DISK_FULL.id())
        .hasMessageContaining("must stay free");
  }
}
