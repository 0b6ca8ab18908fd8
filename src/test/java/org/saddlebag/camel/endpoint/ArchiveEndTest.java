package org.saddlebag.camel.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ArchiveEndTest {

  private static final byte[] ARCHIVE = archive("a", "b", "c");

  private static byte[] archive(String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      zip.setComment("a comment");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads the entries as far as they go. */
  private static int told(byte[] archive) throws IOException {
    ArchiveEnd end = new ArchiveEnd(new ByteArrayInputStream(archive));
    try (ZipInputStream zip = new ZipInputStream(end)) {
      while (zip.getNextEntry() != null) {
        continue;
      }
      return end.entries();
    }
  }

  @Test
  void a_whole_archive_tells_how_many_entries_it_has() throws IOException {
    assertThat(told(ARCHIVE)).isEqualTo(3);
  }

  @Test
  void an_archive_that_is_cut_anywhere_has_no_end() throws IOException {
    int directory = indexOf(ARCHIVE, new byte[] {'P', 'K', 1, 2});
    for (int length = directory; length < ARCHIVE.length; length++) {
      assertThat(told(Arrays.copyOf(ARCHIVE, length))).as("cut at %d", length).isEqualTo(-1);
    }
  }

  @Test
  void something_behind_the_end_is_no_end() throws IOException {
    assertThat(told(Arrays.copyOf(ARCHIVE, ARCHIVE.length + 1))).isEqualTo(-1);
  }

  @Test
  void an_entry_that_the_reading_skips_is_missed() throws IOException {
    byte[] damaged = ARCHIVE.clone();
    int first = indexOf(damaged, new byte[] {'P', 'K', 3, 4});
    byte[] rest = Arrays.copyOfRange(damaged, first + 4, damaged.length);
    int second = first + 4 + indexOf(rest, new byte[] {'P', 'K', 3, 4});
    damaged[second] = 'x';

    assertThat(told(damaged)).isEqualTo(3);
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new IllegalStateException("not found");
  }
}
