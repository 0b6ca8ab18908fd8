package org.saddlebag.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.saddlebag.s3.ProofLevel;

/**
 * One line of a {@link Manifest}. What nobody knows is null and absent from the line. Readers skip
 * lines and fields that they do not know.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ManifestLine.Header.class, name = "header"),
  @JsonSubTypes.Type(value = ManifestLine.Sealed.class, name = "sealed"),
  @JsonSubTypes.Type(value = ManifestLine.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = ManifestLine.Failed.class, name = "failed")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ManifestLine {

  /**
   * The first line.
   *
   * @param format {@value Manifest#FORMAT}
   * @param version {@value Manifest#VERSION}; a higher one is not read
   * @param created when the manifest was begun
   */
  record Header(String format, int version, Instant created) implements ManifestLine {}

  /**
   * A file whose object the store has proven to hold.
   *
   * @param source the file, absolute
   * @param name its name relative to what was sealed, with {@code /}; {@code open --manifest}
   *     restores it under this name
   * @param bytes its length
   * @param modified its modification time
   * @param bucket the bucket
   * @param wanted the wished object key
   * @param key the object key
   * @param version the store's version id, or null
   * @param eTag the entity tag without quotes, or null
   * @param sealedBytes the object's length at rest
   * @param masterKey the configured name of the master key; null where it is not sealed
   * @param masterKeyVersion its version; for KMS its ARN; null where it is not sealed
   * @param format {@code v2} or {@code v3}, {@value #NOT_SEALED} where it is not sealed
   * @param checksum over the whole object as {@code ALGORITHM:BASE64}, or null
   * @param proof how strong the proof is
   * @param delivery the delivery id, also in the object's metadata
   * @param started when the delivery began
   * @param finished when the proof was complete
   */
  record Sealed(
      String source,
      String name,
      long bytes,
      Instant modified,
      String bucket,
      String wanted,
      String key,
      String version,
      String eTag,
      long sealedBytes,
      String masterKey,
      String masterKeyVersion,
      String format,
      String checksum,
      ProofLevel proof,
      String delivery,
      Instant started,
      Instant finished)
      implements ManifestLine {

    /** The format of what is sent as it is. */
    public static final String NOT_SEALED = "none";

    /**
     * The line of a receipt.
     *
     * @param source the file, absolute
     * @param name its name relative to what was sealed
     * @param wanted the wished object key
     * @param receipt a finished one
     * @return the line
     */
    public static Sealed of(String source, String name, String wanted, Receipt receipt) {
      Receipt.Target object = receipt.object();
      Receipt.Seal seal = receipt.envelope();
      return new Sealed(
          source,
          name,
          receipt.source().sizeBytes(),
          receipt.source().modified(),
          object.bucket(),
          wanted,
          object.key(),
          object.version(),
          object.eTag(),
          object.lengthBytes(),
          seal == null ? null : seal.masterKey(),
          seal == null ? null : seal.masterKeyVersion(),
          seal == null ? NOT_SEALED : seal.format(),
          receipt.evidence().checksum(),
          receipt.evidence().proof(),
          receipt.delivery(),
          receipt.started(),
          receipt.finished());
    }

    /**
     * What a later run must ask for again to find this line.
     *
     * @return the question
     */
    public SealedFile question() {
      return new SealedFile(source, bytes, modified, bucket, wanted, masterKey, format);
    }
  }

  /**
   * An object whose verified content stands in a file.
   *
   * @param bucket the bucket
   * @param key the object key
   * @param version the store's version id, or null
   * @param eTag the entity tag without quotes
   * @param sealedBytes the object's length at rest, -1 when unknown
   * @param wanted the wished file, absolute
   * @param file the file, absolute
   * @param bytes its length
   * @param modified its modification time
   * @param masterKey the configured name of the master key, or null
   * @param masterKeyVersion its version; for KMS its ARN; or null
   * @param started when it was asked for
   * @param finished when the file was on the disk
   */
  record Opened(
      String bucket,
      String key,
      String version,
      String eTag,
      long sealedBytes,
      String wanted,
      String file,
      long bytes,
      Instant modified,
      String masterKey,
      String masterKeyVersion,
      Instant started,
      Instant finished)
      implements ManifestLine {}

  /**
   * What was not done.
   *
   * @param item the file or object; null where a whole directory could not be looked through
   * @param code the kind of failure
   * @param what what happened
   * @param fix the mend
   * @param at when
   */
  record Failed(String item, String code, String what, String fix, Instant at)
      implements ManifestLine {}
}
