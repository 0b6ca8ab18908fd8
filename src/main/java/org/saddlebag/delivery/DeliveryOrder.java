package org.saddlebag.delivery;

import java.util.Map;
import java.util.Objects;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;

/**
 * What is to be delivered where.
 *
 * @param flow the flow's name
 * @param source the source
 * @param bucket the bucket
 * @param objectKey the wished object key
 * @param sse server-side encryption
 * @param collision what to do when the key is taken
 * @param contentType media type, or null for the store's default
 * @param metadata further user metadata, names in lower case, ASCII values; counts towards 2 KB
 * @param tags object tags, may be empty
 * @param settings storage class, headers, ACL and lock
 * @param access in what capacity the store is spoken to
 * @param again how the source is known when it comes again; null where each delivery is one of its
 *     own
 */
public record DeliveryOrder(
    String flow,
    SourceDescription source,
    String bucket,
    String objectKey,
    ServerSideEncryption sse,
    CollisionPolicy collision,
    String contentType,
    Map<String, String> metadata,
    Map<String, String> tags,
    ObjectSettings settings,
    StoreAccess access,
    Again again) {

  /**
   * How a source is known that may come again.
   *
   * @param deliveryId the delivery id, the same each time and on every node
   * @param likely whether it has probably come before, so that a look is worth its request
   * @param ownership whose the source is when its receipt is to be written
   * @param place where in a topic of Kafka the source begins, or null
   * @param alone whether this node alone ever delivers the source, so that its journal and numbers
   *     decide under which key; else the same key is found on every node
   * @param sameKey whether each attempt wishes the same key; not where it shows the date of the
   *     attempt
   * @param marks our own metadata of the object, names that begin with {@code saddlebag-}
   * @param fenced whether it is made sure once more whose the source is before the object appears,
   *     which whoever takes the source over can then keep from appearing
   */
  public record Again(
      String deliveryId,
      boolean likely,
      Ownership ownership,
      TopicPlace place,
      boolean alone,
      boolean sameKey,
      Map<String, String> marks,
      boolean fenced) {

    /** Copies the marks. */
    public Again {
      marks = Map.copyOf(marks);
    }

    /**
     * A source that comes to this node alone.
     *
     * @param deliveryId see the record
     * @param sameKey see the record
     * @return how it is known
     */
    public static Again alone(String deliveryId, boolean sameKey) {
      return new Again(deliveryId, false, () -> {}, null, true, sameKey, Map.of(), false);
    }

    /**
     * A source that other nodes may deliver.
     *
     * @param deliveryId see the record
     * @param likely see the record
     * @param ownership see the record
     * @param place see the record
     */
    public Again(String deliveryId, boolean likely, Ownership ownership, TopicPlace place) {
      this(
          deliveryId,
          likely,
          ownership,
          place,
          false,
          true,
          place == null ? Map.of() : place.marks(),
          false);
    }

    /**
     * Messages that come again together or otherwise, so that the next attempt need not come to the
     * same key.
     *
     * @param deliveryId see the record
     * @param likely see the record
     * @param marks see the record
     * @return how they are known
     */
    public static Again together(String deliveryId, boolean likely, Map<String, String> marks) {
      return new Again(deliveryId, likely, () -> {}, null, false, false, marks, false);
    }

    /** The same for a source that other nodes may take over. */
    Again fenced(String id, boolean likelyNow, Ownership owner) {
      return new Again(id, likelyNow, owner, place, alone, sameKey, marks, true);
    }

    /**
     * A source that is no part of a topic.
     *
     * @param deliveryId see the record
     * @param likely see the record
     * @param ownership see the record
     */
    public Again(String deliveryId, boolean likely, Ownership ownership) {
      this(deliveryId, likely, ownership, null);
    }

    /**
     * A source that nobody can take away meanwhile.
     *
     * @param deliveryId see the record
     * @param likely see the record
     */
    public Again(String deliveryId, boolean likely) {
      this(deliveryId, likely, () -> {});
    }
  }

  /** The same for another source. */
  DeliveryOrder of(SourceDescription other) {
    return of(other, bucket, objectKey, again);
  }

  /** The same for another source and place. */
  DeliveryOrder of(SourceDescription other, String where, String key, Again how) {
    return new DeliveryOrder(
        flow,
        other,
        where,
        key,
        sse,
        collision,
        contentType,
        metadata,
        tags,
        settings,
        access,
        how);
  }

  /** Where an earlier delivery of the same source may have ended elsewhere; null where it can't. */
  TopicPlace.Extent extent() {
    return again == null || again.place() == null ? null : again.place().extent();
  }

  /** Whether a source is still this node's to deliver; another may have taken it over. */
  @FunctionalInterface
  public interface Ownership {
    /**
     * Makes sure of it.
     *
     * @throws org.saddlebag.errors.SaddlebagException if it is another's, or, to be tried again, if
     *     nobody can tell
     */
    void require();

    /**
     * The store may hold an object on which nobody must rely. Told later where whoever takes the
     * source over can't be told now; until then it is not given back.
     *
     * @param deliveryId the delivery id of the object
     */
    default void distrusts(String deliveryId) {}

    /**
     * Whether some node has said so of an object.
     *
     * @param deliveryId the delivery id of the object
     * @return false where nobody has, or it is known from the journal
     * @throws org.saddlebag.errors.SaddlebagException to be tried again, if nobody can tell
     */
    default boolean isDistrusted(String deliveryId) {
      return false;
    }
  }

  /** Copies the maps. */
  public DeliveryOrder {
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(objectKey, "objectKey");
    Objects.requireNonNull(sse, "sse");
    Objects.requireNonNull(collision, "collision");
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(access, "access");
  }

  /**
   * An order with full access, all settings of the object at the store's defaults, and a delivery
   * of its own.
   *
   * @param flow see the record
   * @param source see the record
   * @param bucket see the record
   * @param objectKey see the record
   * @param sse see the record
   * @param collision see the record
   * @param contentType see the record
   * @param metadata see the record
   * @param tags see the record
   */
  public DeliveryOrder(
      String flow,
      SourceDescription source,
      String bucket,
      String objectKey,
      ServerSideEncryption sse,
      CollisionPolicy collision,
      String contentType,
      Map<String, String> metadata,
      Map<String, String> tags) {
    this(
        flow,
        source,
        bucket,
        objectKey,
        sse,
        collision,
        contentType,
        metadata,
        tags,
        ObjectSettings.NONE,
        StoreAccess.FULL,
        null);
  }
}
