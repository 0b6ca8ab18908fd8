package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.claims.DatabaseSettings;
import org.saddlebag.errors.Refused;

/** What can be said of the shared database, and what is wrong all at once. */
class DatabaseSectionTest {

  @TempDir private Path folder;

  private DatabaseSettings database(String... lines) throws IOException {
    Files.write(folder.resolve(ConfigFolder.FILE), List.of(lines));
    return Settings.load(
            ConfigFolder.find(folder),
            Settings.Scope.WHOLE,
            name -> Map.of("PASSWORD", "secret").get(name))
        .database();
  }

  @Test
  void a_node_by_itself_has_none() throws IOException {
    assertThat(database()).isNull();
  }

  @Test
  void it_has_all_that_its_lines_say() throws IOException {
    DatabaseSettings database =
        database(
            "saddlebag.database.url=jdbc:postgresql://db:5433/work?sslmode=verify-full",
            "saddlebag.database.user=me",
            "saddlebag.database.password=env:PASSWORD",
            "saddlebag.database.connections=7",
            "saddlebag.database.claim-timeout=2m");

    assertThat(database.url()).isEqualTo("jdbc:postgresql://db:5433/work?sslmode=verify-full");
    assertThat(database.user()).isEqualTo("me");
    assertThat(database.password().get()).containsExactly("secret".toCharArray());
    assertThat(database.connections()).isEqualTo(7);
    assertThat(database.claimTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(database.toString()).doesNotContain("secret").doesNotContain("?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1/work",
        "jdbc:postgresql://localhost:5432/work",
        "jdbc:postgresql://[::1]/work?currentSchema=a",
        "jdbc:postgresql://db/work?connectTimeout=3&sslmode=verify-full&sslrootcert=/a.pem",
        "jdbc:postgresql://one,two/work?sslmode=verify-full"
      })
  void loopback_and_verified_tls_need_no_leave(String url) throws IOException {
    assertThat(database("saddlebag.database.url=" + url).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/work",
        "jdbc:postgresql://db/work?sslmode=require",
        "jdbc:postgresql://db/work?sslmode=verify-ca",
        "jdbc:postgresql://127.0.0.1,db/work"
      })
  void anything_else_is_refused_or_said_aloud(String url) throws IOException {
    assertThatThrownBy(() -> database("saddlebag.database.url=" + url))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("does not verify the database's certificate")
        .hasMessageContaining("append ?sslmode=verify-full");
    assertThat(
            database("saddlebag.database.url=" + url, "saddlebag.database.allow-plain=true").url())
        .isEqualTo(url);
  }

  @Test
  void all_problems_are_told_at_once_and_no_secret_with_them() {
    assertThatThrownBy(
            () ->
                database(
                    "saddlebag.database.user=me",
                    "saddlebag.database.password=plain text",
                    "saddlebag.database.claim-timeout=1s",
                    "saddlebag.database.connections=0",
                    "saddlebag.database.pool=4"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("database.url is missing")
        .hasMessageContaining("database.password gives a secret in plain text")
        .hasMessageContaining("database.claim-timeout is 1s, out of range")
        .hasMessageContaining("database.connections is 0, out of range")
        .hasMessageContaining("database.pool is unknown")
        .hasMessageNotContaining("plain text'");
    for (String url :
        List.of(
            "jdbc:postgresql://me:hidden@db/work",
            "jdbc:postgresql://db/work?user=me&password=hidden")) {
      assertThatThrownBy(() -> database("saddlebag.database.url=" + url))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("database.url holds a user name or password")
          .hasMessageNotContaining("hidden");
    }
    assertThatThrownBy(() -> database("saddlebag.database.url=jdbc:mysql://db/work"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("write jdbc:postgresql://HOST[:PORT]/DATABASE");
  }
}
