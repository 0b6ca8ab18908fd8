package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.delivery.LinkPolicy;

class SealPlanTest {

  private static final S3Address PREFIX = S3Address.parse("s3://b/x/");

  @TempDir Path folder;

  @Test
  void aFileKeepsItsNameBelowThePrefix() throws IOException {
    Path file = file("a/b.txt");
    assertThat(keys(PREFIX, file)).containsExactly("x/b.txt");
    assertThat(keys(S3Address.parse("s3://b"), file)).containsExactly("b.txt");
  }

  @Test
  void oneFileMayGetAnotherName() throws IOException {
    assertThat(keys(S3Address.parse("s3://b/x/c.txt"), file("b.txt"))).containsExactly("x/c.txt");
  }

  @Test
  void severalFilesNeedAPrefix() throws IOException {
    Path a = file("a");
    Path b = file("b");
    assertThatThrownBy(() -> keys(S3Address.parse("s3://b/x"), a, b))
        .hasMessageStartingWith("bad-address");
  }

  @Test
  void aDirectoryKeepsItsName() throws IOException {
    file("d/b");
    file("d/a/c");
    file("d/a.txt");
    assertThat(keys(PREFIX, folder.resolve("d")))
        .containsExactlyInAnyOrder("x/d/a.txt", "x/d/a/c", "x/d/b");
  }

  @Test
  void theContentOfADirectoryIsNamedWithADot() throws IOException {
    file("d/a/c");
    assertThat(keys(PREFIX, folder.resolve("d/."))).containsExactly("x/a/c");
  }

  @Test
  void aDirectoryNeedsRecursive() throws IOException {
    file("d/a");
    List<Path> paths = List.of(folder.resolve("d"));
    assertThatThrownBy(() -> SealPlan.of(paths, PREFIX, false)).hasMessageStartingWith("directory");
  }

  @Test
  void whatDoesNotExistIsRefusedBeforeAnythingIsSent() throws IOException {
    Path there = file("a");
    assertThatThrownBy(() -> keys(PREFIX, there, folder.resolve("nowhere")))
        .hasMessageStartingWith("no-such-file")
        .hasMessageContaining("nowhere");
  }

  @Test
  void twoFilesOfOneNameWouldMeetInS3() throws IOException {
    Path one = file("p/n");
    Path other = file("q/n");
    assertThatThrownBy(() -> keys(PREFIX, one, other))
        .hasMessageStartingWith("same-key")
        .hasMessageContaining("p/n")
        .hasMessageContaining("q/n");
  }

  @Test
  void filesOfTwoTreesThatMeetInS3AreFoundBeforeAnythingIsSent() throws IOException {
    file("p/sub/n");
    file("q/sub/n");
    file("q/other");
    assertThatThrownBy(() -> keys(PREFIX, folder.resolve("p/."), folder.resolve("q/.")))
        .hasMessageStartingWith("same-key")
        .hasMessageContaining("p/sub/n")
        .hasMessageContaining("q/sub/n");
  }

  @Test
  void treesOfDifferentNamesMayShareAPrefix() throws IOException {
    file("p/a");
    file("q/b");
    assertThat(keys(PREFIX, folder.resolve("p/."), folder.resolve("q/.")))
        .containsExactly("x/a", "x/b");
  }

  @Test
  void aTreeIsReadOnlyAsFarAsItsItemsAreAskedFor() throws IOException {
    file("d/a");
    Files.createDirectory(folder.resolve("e"));
    Iterator<SealItem> items =
        SealPlan.of(List.of(folder.resolve("d"), folder.resolve("e")), PREFIX, true)
            .items(problem -> {});
    assertThat(items.next().objectKey()).isEqualTo("x/d/a");
    file("e/late");
    assertThat(items.next().objectKey()).isEqualTo("x/e/late");
  }

  @Test
  void namesAreRelativeToWhatIsSealed() throws IOException {
    file("d/a/c");
    Path single = file("single");
    assertThat(items(PREFIX, folder.resolve("d"), single))
        .extracting(SealItem::name)
        .containsExactly("d/a/c", "single");
    assertThat(items(S3Address.parse("s3://b/x/other"), single))
        .extracting(SealItem::name)
        .containsExactly("single");
  }

  @Test
  void aNamedLinkIsFollowedAndLinksInATreeStayInside() throws IOException {
    Path target = file("target");
    Files.createDirectory(folder.resolve("d"));
    Path named = Files.createSymbolicLink(folder.resolve("link"), target);
    Files.createSymbolicLink(folder.resolve("d/inner"), target);
    assertThat(items(PREFIX, named, folder.resolve("d")))
        .extracting(SealItem::links)
        .containsExactly(LinkPolicy.FOLLOW, LinkPolicy.INSIDE);
  }

  @Test
  void linksToDirectoriesAreNotWalkedButNotForgotten() throws IOException {
    file("d/a");
    Files.createSymbolicLink(folder.resolve("d/loop"), folder.resolve("d"));
    assertThat(keys(PREFIX, folder.resolve("d"))).containsExactlyInAnyOrder("x/d/a", "x/d/loop");
  }

  @Test
  void plaintextInAStagingAreaIsNobodysFile() throws IOException {
    file("d/.saddlebag/1/secret");
    file("d/a");
    assertThat(keys(PREFIX, folder.resolve("d"))).containsExactly("x/d/a");
  }

  @Test
  void theItemsLeadToTheFiles() throws IOException {
    Path file = file("d/a/c");
    SealItem item = items(PREFIX, folder.resolve("d")).get(0);
    assertThat(item.path()).isEqualTo(file);
    assertThat(item.relative()).isEqualTo("a/c");
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  private static List<String> keys(S3Address target, Path... paths) {
    return items(target, paths).stream().map(SealItem::objectKey).toList();
  }

  private static List<SealItem> items(S3Address target, Path... paths) {
    List<SealItem> items = new ArrayList<>();
    SealPlan.of(Arrays.asList(paths), target, true)
        .items(
            problem -> {
              throw problem;
            })
        .forEachRemaining(items::add);
    return items;
  }
}
