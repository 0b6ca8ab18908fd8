package org.saddlebag.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.saddlebag.s3.ProofLevel;

/**
 * What was delivered, where to, under which keys, and what proves it: one JSON line. Holds no
 * secrets. A value that nobody knows is null and absent from the line.
 *
 * @param delivery the delivery id, also in the object's metadata as {@code saddlebag-delivery}
 * @param flow the flow's name
 * @param source what was sent
 * @param object where it rests
 * @param envelope how it is sealed; null where it is not
 * @param sse how the store encrypts it, in the store's words; null where it says nothing
 * @param evidence what proves it
 * @param started when the delivery began
 * @param finished when the proof was complete
 * @param host the node that delivered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
    String delivery,
    String flow,
    SourceDescription source,
    Target object,
    Seal envelope,
    StoreEncryption sse,
    Evidence evidence,
    Instant started,
    Instant finished,
    String host) {

  /** The same with another seal. */
  Receipt sealedAs(Seal seal) {
    return new Receipt(
        delivery, flow, source, object, seal, sse, evidence, started, finished, host);
  }

  /**
   * Where an object rests.
   *
   * @param bucket the bucket
   * @param key the object key
   * @param version the store's version id, or null
   * @param eTag the entity tag, or null
   * @param lengthBytes the length at rest, -1 when unknown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Target(String bucket, String key, String version, String eTag, long lengthBytes) {}

  /**
   * How an object is sealed.
   *
   * @param format {@code v2} or {@code v3}
   * @param suite the algorithm suite's number, 114 or 115
   * @param masterKey the configured name of the master key, or null where an earlier attempt made
   *     the object and its envelope does not name the key
   * @param masterKeyVersion its version; for KMS its ARN; null as above
   * @param kmsRequestId the id of the request that made the data key, or null
   * @param dataKey the fingerprint of the wrapped data key, as the audit trail has it, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Seal(
      String format,
      int suite,
      String masterKey,
      String masterKeyVersion,
      String kmsRequestId,
      String dataKey) {}

  /**
   * How the store encrypts an object.
   *
   * @param kind in the store's words, for example {@code aws:kms}
   * @param keyId the KMS key, or our name of the customer key, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StoreEncryption(String kind, String keyId) {

    /** The {@link #kind} of a customer key, for which stores have no word of their own. */
    public static final String CUSTOMER = "SSE-C";
  }

  /**
   * What proves that the store holds what was sent.
   *
   * @param proof how strong it is
   * @param checksum ours over the whole object as {@code ALGORITHM:BASE64}, or null
   * @param requestId the id of the store's answer, or null
   * @param recovered true when a restart found the object by its delivery id
   * @param judged {@code answer} where the answers to the put and the completion alone were judged,
   *     because the sender may only write; else null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Evidence(
      ProofLevel proof, String checksum, String requestId, boolean recovered, String judged) {

    /** The word of {@link #judged}. */
    public static final String BY_ANSWER = "answer";

    /**
     * Evidence for which the store could be looked at.
     *
     * @param proof see the record
     * @param checksum see the record
     * @param requestId see the record
     * @param recovered see the record
     */
    public Evidence(ProofLevel proof, String checksum, String requestId, boolean recovered) {
      this(proof, checksum, requestId, recovered, null);
    }
  }
}
