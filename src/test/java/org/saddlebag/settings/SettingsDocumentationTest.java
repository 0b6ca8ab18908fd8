package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** config/application.properties and the code know the same settings. */
class SettingsDocumentationTest {

  private static final Path FILE = Path.of("config", ConfigFolder.FILE);

  private static final Pattern SETTING =
      Pattern.compile(
          "#?((?:saddlebag\\.|camel\\.management\\.|camel\\.component\\.(?:aws2-(?:s3|kms|sqs)|kafka)\\.)[^=]+)=(.*)");

  private final Map<String, String> documented = documented();

  @Test
  void everySettingOfTheCodeIsDocumentedAndNoOther() {
    assertThat(documented.keySet()).isEqualTo(new java.util.TreeSet<>(KnownKeys.names()));
  }

  @Test
  void theDefaultsThatTheFileShowsAreTheCodes() {
    for (Key<?> key : KnownKeys.all()) {
      if (key.defaultText() != null) {
        assertThat(documented).containsEntry(key.name(), key.defaultText());
      }
    }
  }

  /** The one default that depends on the machine stands in words. */
  @Test
  void theDefaultOfTheBufferMemoryIsTheOneThatTheFileDescribes() throws IOException {
    Matcher words =
        Pattern.compile(
                "Default: three eighths of the Java heap, at most ([0-9]+)MiB, at least one part")
            .matcher(Files.readString(FILE));
    assertThat(words.find()).isTrue();
    long most = Long.parseLong(words.group(1)) << 20;
    long part = 8 << 20;

    assertThat(StoreSection.bufferMemoryBytes(4 * most, part)).isEqualTo(most);
    assertThat(StoreSection.bufferMemoryBytes(2 * most, part)).isEqualTo(most / 4 * 3);
    assertThat(StoreSection.bufferMemoryBytes(most, part)).isEqualTo(most / 8 * 3);
    assertThat(StoreSection.bufferMemoryBytes(part, part)).isEqualTo(part);
    assertThat(StoreSection.bufferMemoryBytes(most, 2 * most)).isEqualTo(2 * most);
    assertThat(
            Settings.load(ConfigFolder.find(Path.of("config")), Settings.Scope.WHOLE, name -> null)
                .store()
                .transfer()
                .bufferMemoryBytes())
        .isEqualTo(StoreSection.bufferMemoryBytes(Runtime.getRuntime().maxMemory(), part));
  }

  @Test
  void theFileAsShippedIsAValidConfiguration() {
    assertThat(
            Settings.load(ConfigFolder.find(Path.of("config")), Settings.Scope.WHOLE, name -> null)
                .masterKeys())
        .isEmpty();
  }

  @Test
  void everyBlockOfSettingsHasWordsAboveIt() throws IOException {
    String before = "";
    for (String line : Files.readAllLines(FILE)) {
      if (SETTING.matcher(line).matches()) {
        assertThat(before).as("above " + line).startsWith("#");
      }
      before = line;
    }
  }

  /** Names that the operator chooses become NAME and K again. */
  private static Map<String, String> documented() {
    try {
      Map<String, String> found = new TreeMap<>();
      List<String> lines = Files.readAllLines(FILE);
      for (String line : lines) {
        Matcher setting = SETTING.matcher(line);
        if (setting.matches()) {
          String name =
              setting
                  .group(1)
                  .replaceFirst(
                      "^saddlebag\\.(keys|customer-keys|brokers)\\.[a-z0-9-]+\\.",
                      "saddlebag.$1.NAME.")
                  .replaceFirst("\\.NAME\\.context\\..+", ".NAME.context.K");
          assertThat(found.put(name, setting.group(2))).as(name + " is documented once").isNull();
        }
      }
      return found;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
