package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenTargetTest {

  private static final S3Address OBJECT = S3Address.parse("s3://b/x/y/b.txt");
  private static final S3Address PREFIX = S3Address.parse("s3://b/x/");

  @TempDir Path folder;

  @Test
  void anObjectOpenedIntoADirectoryKeepsItsLastName() {
    OpenTarget target = OpenTarget.parse(folder.toString(), OBJECT);
    assertThat(target.directory()).isEqualTo(folder);
    assertThat(target.nameOf(OBJECT.key(), OBJECT)).isEqualTo("b.txt");
  }

  @Test
  void aSlashAtTheEndMeansADirectoryThatMayNotExistYet() {
    OpenTarget target = OpenTarget.parse(folder.resolve("new") + "/", OBJECT);
    assertThat(target.directory()).isEqualTo(folder.resolve("new"));
    assertThat(target.nameOf(OBJECT.key(), OBJECT)).isEqualTo("b.txt");
  }

  @Test
  void anObjectOpenedIntoAnotherNameBecomesThatFile() {
    OpenTarget target = OpenTarget.parse(folder.resolve("c.txt").toString(), OBJECT);
    assertThat(target).isEqualTo(new OpenTarget(folder, "c.txt"));
    assertThat(target.nameOf(OBJECT.key(), OBJECT)).isEqualTo("c.txt");
  }

  @Test
  void belowAPrefixTheRestOfTheKeyIsThePath() {
    OpenTarget target = OpenTarget.parse(folder.resolve("new").toString(), PREFIX);
    assertThat(target.directory()).isEqualTo(folder.resolve("new"));
    assertThat(target.nameOf("x/y/b.txt", PREFIX)).isEqualTo("y/b.txt");
  }

  @Test
  void manyObjectsDoNotFitIntoOneFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> OpenTarget.parse(file.toString(), PREFIX))
        .hasMessageStartingWith("bad-target");
    assertThatThrownBy(() -> OpenTarget.parse(file + "/", OBJECT))
        .hasMessageStartingWith("bad-target");
  }

  @Test
  void anAddressIsNoTarget() {
    assertThatThrownBy(() -> OpenTarget.parse("s3://b/y", OBJECT))
        .hasMessageStartingWith("bad-target");
  }
}
