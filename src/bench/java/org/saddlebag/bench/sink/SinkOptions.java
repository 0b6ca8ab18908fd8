package org.saddlebag.bench.sink;

import java.nio.file.Path;
import java.util.List;

/**
 * How the sink is started.
 *
 * @param port on 127.0.0.1; 0 for any that is free
 * @param directory where large bodies go, best on a RAM disk; nothing is left in it
 * @param readyBytes how much of it is taken from the kernel before the first request
 * @param latencyMillis the wait before each answer, from 0; requests wait beside each other
 * @param forget whether bodies are counted and dropped
 */
record SinkOptions(int port, Path directory, long readyBytes, long latencyMillis, boolean forget) {

  static SinkOptions parse(List<String> words) {
    return new SinkOptions(
        Integer.parseInt(value(words, "--port", "0")),
        Path.of(value(words, "--dir", "/dev/shm")),
        Long.parseLong(value(words, "--ready", "0")) << 20,
        Long.parseLong(value(words, "--latency", "0")),
        words.contains("--forget"));
  }

  private static String value(List<String> words, String name, String otherwise) {
    int at = words.indexOf(name);
    return at < 0 ? otherwise : words.get(at + 1);
  }
}
