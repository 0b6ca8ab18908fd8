package org.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.testing.ProgramRun;

/**
 * The archive of loaded classes: it is used where it was made, and where it does not fit, the
 * program starts without it and without a word.
 */
class SharedClassesIT {

  private static final String JAVA = System.getProperty("java.home");
  private static final Path PACKAGED = Path.of(System.getProperty("saddlebag.home"));

  /** With this, Java ends at once where it can't use the archive. */
  private static final String REQUIRED = "-Xshare:on";

  @TempDir Path folder;

  @Test
  void thePackagedProgramUsesItsArchive() throws Exception {
    assertThat(sourceOfItsClasses(PACKAGED, JAVA, REQUIRED)).isEqualTo("shared objects file");
  }

  @Test
  void aMovedFolderStartsWithoutTheArchiveUntilItIsMadeAgain() throws Exception {
    Path moved = copy(PACKAGED, folder.resolve("moved"));
    assertThat(sourceOfItsClasses(moved, JAVA, "")).startsWith("file:");

    ProgramRun made = run(moved, JAVA, "", "share-classes");
    assertThat(made).isEqualTo(new ProgramRun(0, "", ""));
    assertThat(sourceOfItsClasses(moved, JAVA, REQUIRED)).isEqualTo("shared objects file");

    try (Stream<Path> jars = Files.list(moved.resolve("lib"))) {
      Path jar = jars.filter(file -> file.toString().contains("picocli")).findAny().orElseThrow();
      Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    }
    assertThat(sourceOfItsClasses(moved, JAVA, "")).startsWith("file:");
  }

  @Test
  void anotherJavaStartsWithoutTheArchive() throws Exception {
    Path other = folder.resolve("other");
    Path java = Files.createDirectories(other.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexec \"" + JAVA + "/bin/java\" \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(other.resolve("release"), "JAVA_RUNTIME_VERSION=\"17.0.0+0\"\n");
    assertThat(sourceOfItsClasses(PACKAGED, other.toString(), "")).startsWith("file:");

    Files.delete(other.resolve("release"));
    assertThat(sourceOfItsClasses(PACKAGED, other.toString(), "")).startsWith("file:");
  }

  private String sourceOfItsClasses(Path home, String java, String options) throws Exception {
    Path log = folder.resolve("classes.log");
    Files.deleteIfExists(log);
    ProgramRun run =
        run(home, java, options + " -Xlog:class+load:file=" + log.getFileName(), "--version");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("saddlebag ");
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("org.saddlebag.cli.Cli source: "))
        .map(line -> line.substring(line.indexOf("source: ") + "source: ".length()))
        .findAny()
        .orElseThrow();
  }

  private ProgramRun run(Path home, String java, String options, String command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(home.resolve("bin/saddlebag").toString(), command))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", java);
    builder.environment().put("SADDLEBAG_JAVA_OPTS", options);
    int exitCode = builder.start().waitFor();
    return new ProgramRun(exitCode, Files.readString(out), Files.readString(err));
  }

  /** As {@code cp -a} does it: the jars keep their times. */
  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(
            one, to.resolve(from.relativize(one).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }
}
