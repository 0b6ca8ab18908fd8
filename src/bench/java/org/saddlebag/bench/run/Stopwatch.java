package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs processes under GNU time. */
final class Stopwatch {

  private static final long PATIENCE_MINUTES = 30;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int TAIL_LINES = 12;

  /** What would lead some of the clients elsewhere. */
  private static final Pattern STRAY =
      Pattern.compile("(AWS|RCLONE|SADDLEBAG)_.*|.*_proxy", Pattern.CASE_INSENSITIVE);

  private final Path log;
  private final Path times;

  Stopwatch(Path folder) {
    this.log = folder.resolve("last-run.log");
    this.times = folder.resolve("last-run.times");
  }

  /** Runs a command; one that fails is shown. */
  Usage measure(Command command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("/usr/bin/time", "--quiet", "-f", "%U %S %M", "-o", times.toString()));
    words.addAll(command.words());
    long start = System.nanoTime();
    int exit = run(new Command(words, command.environment()));
    double wallSeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    if (exit != 0) {
      System.out.println(tail("exit code " + exit));
      return Usage.FAILED;
    }
    String[] used = Files.readString(times).strip().split(" ");
    return new Usage(
        wallSeconds,
        Double.parseDouble(used[0]) + Double.parseDouble(used[1]),
        Long.parseLong(used[2]) << 10);
  }

  /** Runs a command that must not fail. */
  void require(Command command) throws IOException, InterruptedException {
    if (run(command) != 0) {
      throw new IOException(tail(String.join(" ", command.words())));
    }
  }

  private int run(Command command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.environment().keySet().removeIf(name -> STRAY.matcher(name).matches());
    builder.environment().putAll(command.environment());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return process.exitValue();
  }

  private String tail(String what) throws IOException {
    List<String> lines = Files.readAllLines(log);
    List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    return "  " + what + "\n    " + String.join("\n    ", last);
  }
}
