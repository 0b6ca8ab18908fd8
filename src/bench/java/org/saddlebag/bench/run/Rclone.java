package org.saddlebag.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Debian's rclone with a crypt remote over the sink. */
final class Rclone {

  private final String endpoint;
  private final String password;

  Rclone(String endpoint) throws IOException {
    this.endpoint = endpoint;
    Process obscure = new ProcessBuilder("rclone", "obscure", Saddlebag.PASSWORD).start();
    this.password =
        new String(obscure.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** Copies to or from {@code crypt:}, which is the bucket. */
  Command copy(String bucket, int transfers, String from, String to) {
    String many = String.valueOf(transfers);
    return new Command(
        List.of(
            "rclone",
            "copy",
            "--config",
            "/dev/null",
            "--transfers",
            many,
            "--checkers",
            many,
            from,
            to),
        Map.of(
            "RCLONE_CONFIG_SINK_TYPE", "s3",
            "RCLONE_CONFIG_SINK_PROVIDER", "Other",
            "RCLONE_CONFIG_SINK_ENDPOINT", endpoint,
            "RCLONE_CONFIG_SINK_ACCESS_KEY_ID", "AKIABENCH",
            "RCLONE_CONFIG_SINK_SECRET_ACCESS_KEY", "bench",
            "RCLONE_CONFIG_CRYPT_TYPE", "crypt",
            "RCLONE_CONFIG_CRYPT_REMOTE", "sink:" + bucket,
            "RCLONE_CONFIG_CRYPT_PASSWORD", password));
  }
}
