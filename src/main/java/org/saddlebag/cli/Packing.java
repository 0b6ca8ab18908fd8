package org.saddlebag.cli;

import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.saddlebag.delivery.ManifestLine;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.envelope.OutgoingContent;
import org.saddlebag.envelope.PlainContent;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.envelope.SealingKey;
import org.saddlebag.format.SealedFormat;
import org.saddlebag.keys.Occasion;

/** What becomes of a file's bytes before they leave. */
interface Packing {

  /** The configured name of the master key, or null. */
  String masterKey();

  /** The format as manifests name it. */
  String format();

  /** What makes it another command. */
  String identity();

  /** Packs one file and hands it on; what was made for it is gone afterwards. */
  Receipt send(InputStream plaintext, long lengthBytes, Function<OutgoingContent, Receipt> onward);

  /**
   * Sealed, each file under a data key of its own.
   *
   * @param sealer seals
   * @param masterKey the configured name of the master key
   * @param sealedFormat decides the suite
   * @param context additional KMS encryption context, usually empty
   */
  record Envelope(
      Sealer sealer, String masterKey, SealedFormat sealedFormat, Map<String, String> context)
      implements Packing {

    @Override
    public String format() {
      return sealedFormat.name();
    }

    @Override
    public String identity() {
      return String.join("\0", masterKey, format(), new TreeMap<>(context).toString());
    }

    @Override
    public Receipt send(
        InputStream plaintext, long lengthBytes, Function<OutgoingContent, Receipt> onward) {
      try (SealingKey key =
          sealer.generate(masterKey, sealedFormat.suite(), context, Occasion.of("seal"))) {
        return onward.apply(sealer.seal(key, plaintext, lengthBytes));
      }
    }
  }

  /** As it is, for S3 alone to encrypt. */
  record Plain() implements Packing {

    @Override
    public String masterKey() {
      return null;
    }

    @Override
    public String format() {
      return ManifestLine.Sealed.NOT_SEALED;
    }

    @Override
    public String identity() {
      return format();
    }

    @Override
    public Receipt send(
        InputStream plaintext, long lengthBytes, Function<OutgoingContent, Receipt> onward) {
      return onward.apply(new PlainContent(plaintext, lengthBytes));
    }
  }
}
