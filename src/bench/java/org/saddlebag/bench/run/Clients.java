package org.saddlebag.bench.run;

import java.util.List;
import java.util.stream.Stream;

/** Who takes part, by the names in the report. */
final class Clients {

  static final String SADDLEBAG = "saddlebag";
  static final String SADDLEBAG_FLOW = "saddlebag-flow";
  static final String SADDLEBAG_TWO = "saddlebag-flow-2";
  static final String PLAIN_CAMEL = "camel-plain";
  static final String RCLONE = "rclone-crypt";
  static final String SDK_SYNC = "sdk-sync";
  static final String S3EC = "s3ec-single";

  private static final List<String> BOTH_WAYS =
      List.of(SADDLEBAG, SDK_SYNC, "sdk-crt-http", "tm-java", "tm-crt", "s3-crt");

  static final List<String> PUT = with(BOTH_WAYS, S3EC, "s3ec-multipart");
  static final List<String> GET = with(BOTH_WAYS, "s3ec-get");
  static final List<String> FASTEST = BOTH_WAYS;
  static final List<String> OURS = List.of(SADDLEBAG);
  static final List<String> SMALL = List.of(SADDLEBAG, SADDLEBAG_FLOW, SDK_SYNC, S3EC, RCLONE);
  static final List<String> QUEUE = List.of(SADDLEBAG_FLOW, SADDLEBAG_TWO, PLAIN_CAMEL);
  static final List<String> FLOW = List.of(SADDLEBAG_FLOW);
  static final List<String> MANY = List.of(SADDLEBAG, SADDLEBAG_FLOW);

  static final List<String> ALL =
      Stream.of(MANY, QUEUE, PUT, GET, SMALL).flatMap(List::stream).distinct().toList();

  private Clients() {}

  /** Whether what a client reads must be sealed. */
  static boolean opens(String client) {
    return client.startsWith(SADDLEBAG) || client.startsWith("s3ec");
  }

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
