package org.saddlebag.settings;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.saddlebag.s3.StoreConnection;
import org.saddlebag.s3.StoreEndpoint;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.s3.StoreSettings;
import org.saddlebag.s3.TransferLimits;

/** The object store: {@code saddlebag.s3.*} and {@code camel.component.aws2-s3.*}. */
final class StoreSection {

  private static final String CAMEL = "camel.component.aws2-s3.";
  private static final String OURS = "saddlebag.s3.";

  private static final EndpointSection ENDPOINT = new EndpointSection(CAMEL, OURS);
  private static final CredentialsSection CREDENTIALS = new CredentialsSection(CAMEL);

  private static final Key<Boolean> PATH_STYLE =
      Key.optional(CAMEL + "forcePathStyle", Values.bool());
  private static final Key<StoreProfile> PROFILE =
      Key.of(OURS + "profile", Values.oneOf(StoreProfile.class), "aws");
  private static final Key<Duration> CONNECT_TIMEOUT =
      Key.of(OURS + "connect-timeout", Values.duration("100ms", "5m"), "5s");
  private static final Key<Duration> READ_TIMEOUT =
      Key.of(OURS + "read-timeout", Values.duration("100ms", "1h"), "30s");
  private static final Key<Duration> ATTEMPT_TIMEOUT =
      Key.of(OURS + "attempt-timeout", Values.duration("1s", "1d"), "5m");
  private static final Key<Integer> ATTEMPTS =
      Key.of(OURS + "attempts", Values.integer(1, 100), "4");
  private static final Key<Integer> MAX_CONNECTIONS =
      Key.of(OURS + "max-connections", Values.integer(2, 10_000), "64");
  private static final Key<Long> PART_SIZE =
      Key.of(OURS + "part-size", Values.size("5MiB", "1GiB"), "8MiB");
  private static final Key<Integer> PARTS_IN_FLIGHT =
      Key.of(OURS + "parts-in-flight", Values.integer(1, 1_000), "4");
  private static final Key<Long> BUFFER_MEMORY =
      Key.optional(OURS + "buffer-memory", Values.size("5MiB", "1TiB"));

  /** The most that part buffers take by themselves: 16 parts of the default size. */
  static final long MOST_BUFFER_MEMORY_BYTES = 128L << 20;

  private StoreSection() {}

  static List<Key<?>> keys() {
    return Stream.of(
            ENDPOINT.keys(),
            CREDENTIALS.keys(),
            List.<Key<?>>of(PATH_STYLE, PROFILE, CONNECT_TIMEOUT, READ_TIMEOUT),
            List.<Key<?>>of(ATTEMPT_TIMEOUT, ATTEMPTS, MAX_CONNECTIONS),
            List.<Key<?>>of(PART_SIZE, PARTS_IN_FLIGHT, BUFFER_MEMORY))
        .<Key<?>>flatMap(List::stream)
        .toList();
  }

  static Credentials credentials(RawSettings settings) {
    return CREDENTIALS.read(settings);
  }

  static StoreSettings read(RawSettings settings) {
    return new StoreSettings(
        settings.get(PROFILE), endpoint(settings), connection(settings), transfer(settings));
  }

  private static StoreEndpoint endpoint(RawSettings settings) {
    return new StoreEndpoint(
        ENDPOINT.endpoint(settings),
        ENDPOINT.region(settings),
        settings.get(PATH_STYLE),
        ENDPOINT.tls(settings),
        ENDPOINT.fips(settings),
        ENDPOINT.proxy(settings));
  }

  private static StoreConnection connection(RawSettings settings) {
    return new StoreConnection(
        settings.get(CONNECT_TIMEOUT),
        settings.get(READ_TIMEOUT),
        settings.get(ATTEMPT_TIMEOUT),
        settings.get(ATTEMPTS),
        settings.get(MAX_CONNECTIONS));
  }

  private static TransferLimits transfer(RawSettings settings) {
    long partSize = settings.get(PART_SIZE);
    Long given = settings.get(BUFFER_MEMORY);
    long memory =
        given == null ? bufferMemoryBytes(Runtime.getRuntime().maxMemory(), partSize) : given;
    if (memory < partSize) {
      settings
          .problems()
          .add(BUFFER_MEMORY.name(), "is less than one part", "give at least " + PART_SIZE.name());
      memory = partSize;
    }
    return new TransferLimits((int) partSize, settings.get(PARTS_IN_FLIGHT), memory);
  }

  /**
   * What part buffers take where nothing is said: three eighths of the heap. More would not fit
   * into the part of it that a collector keeps for what lives long.
   *
   * @param heapBytes the heap's limit
   * @param partSizeBytes the size of a part
   * @return at most {@link #MOST_BUFFER_MEMORY_BYTES}, but never less than one part
   */
  static long bufferMemoryBytes(long heapBytes, long partSizeBytes) {
    return Math.max(Math.min(heapBytes / 8 * 3, MOST_BUFFER_MEMORY_BYTES), partSizeBytes);
  }
}
