package org.saddlebag.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.SseOptions;
import org.saddlebag.settings.SseText;
import picocli.CommandLine.Option;

/** How S3 encrypts at rest what a command writes. */
final class SseOptionGroup {

  @Option(
      names = "--sse",
      paramLabel = "KIND",
      defaultValue = "none",
      description = "Server-side encryption: " + SseText.KINDS + " (default: none, the bucket's).")
  private String kind = "none";

  @Option(
      names = "--sse-context",
      paramLabel = "K=V",
      description =
          "Additional encryption context of sse-kms and dsse-kms; it stands in AWS's logs, and"
              + " readers need not know it.")
  private Map<String, String> context = new LinkedHashMap<>();

  @Option(
      names = "--sse-bucket-key",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether sse-kms uses an S3 bucket key (default: as the bucket says).")
  private Boolean bucketKey;

  /** What contradicts itself is found before the configuration is read. */
  void check() {
    options().resolve(name -> new CustomerKey(name, new byte[CustomerKey.LENGTH_BYTES]));
  }

  /** The one kind that is meant, which the bucket can have. */
  ServerSideEncryption resolve(Services services, String bucket) {
    ServerSideEncryption sse = options().resolve(name -> services.customerKeys().get(name));
    services.store().requireFit(bucket, sse);
    return sse;
  }

  private SseOptions options() {
    return new SseOptions(kind, context, bucketKey);
  }

  /** What makes it another command. */
  String identity() {
    String more =
        context.isEmpty() && bucketKey == null ? "" : new TreeMap<>(context) + "/" + bucketKey;
    return kind + more;
  }
}
