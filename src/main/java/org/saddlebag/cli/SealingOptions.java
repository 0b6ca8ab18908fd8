package org.saddlebag.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.saddlebag.errors.Refused;
import org.saddlebag.format.SealedFormat;
import org.saddlebag.settings.Services;
import picocli.CommandLine.Option;

/** How a command seals, or that it does not. */
final class SealingOptions {

  /** The choices of {@code --seal}; the names are what is written. */
  enum Sealing {
    envelope,
    none
  }

  @Option(
      names = "--seal",
      paramLabel = "envelope|none",
      defaultValue = "envelope",
      description =
          "envelope (default) needs --key; none sends plain bytes, which S3 alone encrypts (--sse).")
  private Sealing sealing = Sealing.envelope;

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description = "The master key, as the configuration names it.")
  private String key;

  @Option(
      names = "--format",
      paramLabel = "v3|v2",
      description = "The format (default: v3; v2 for old readers).")
  private SealedFormat format;

  @Option(
      names = "--context",
      paramLabel = "K=V",
      description = "Additional encryption context for a KMS key; whoever opens must know it.")
  private Map<String, String> context = new LinkedHashMap<>();

  /** What contradicts itself is found before the configuration is read. */
  void check() {
    if (sealing == Sealing.envelope) {
      require(key != null, "--key is missing: name a master key, or say --seal none");
    } else {
      require(
          key == null && format == null && context.isEmpty(),
          "--seal none has no use for --key, --format and --context: leave them out");
    }
  }

  Packing packing(Services services) {
    if (sealing == Sealing.none) {
      return new Packing.Plain();
    }
    services.keyring().named(key).requireSealing();
    return new Packing.Envelope(
        services.sealer(), key, format == null ? SealedFormat.v3 : format, context);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Refused(CliError.USAGE, otherwise);
    }
  }
}
