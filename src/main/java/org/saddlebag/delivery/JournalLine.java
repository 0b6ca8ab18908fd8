package org.saddlebag.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.saddlebag.s3.StoreAccess;

/**
 * One line of the journal. Each says all that is needed, so that reading a line twice is harmless.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalLine.Begun.class, name = "begun"),
  @JsonSubTypes.Type(value = JournalLine.Upload.class, name = "upload"),
  @JsonSubTypes.Type(value = JournalLine.Aborted.class, name = "aborted"),
  @JsonSubTypes.Type(value = JournalLine.Orphaned.class, name = "orphaned"),
  @JsonSubTypes.Type(value = JournalLine.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = JournalLine.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = JournalLine.Distrusted.class, name = "distrusted"),
  @JsonSubTypes.Type(value = JournalLine.Publishing.class, name = "publishing"),
  @JsonSubTypes.Type(value = JournalLine.Settled.class, name = "settled")
})
sealed interface JournalLine {

  /**
   * The store may hold the object from now on.
   *
   * @param draft the receipt as far as it is known before the put
   * @param access how the store is spoken to, also when a restart clears away; null for full access
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Begun(Receipt draft, StoreAccess access) implements JournalLine {

    /** Full access, the usual one, is left out of the line. */
    public Begun {
      access = StoreAccess.FULL.equals(access) ? null : access;
    }

    Begun(Receipt draft) {
      this(draft, null);
    }

    OpenDelivery open() {
      return new OpenDelivery(draft, false, List.of(), access == null ? StoreAccess.FULL : access);
    }
  }

  /**
   * The store holds parts of it.
   *
   * @param delivery the delivery id
   * @param uploadId the store's id of the multipart upload
   */
  record Upload(String delivery, String uploadId) implements JournalLine {}

  /**
   * The store holds these parts no more.
   *
   * @param delivery the delivery id
   * @param uploadId the store's id of the multipart upload
   */
  record Aborted(String delivery, String uploadId) implements JournalLine {}

  /**
   * The store may hold parts of an attempt that another one of the same delivery has followed.
   *
   * @param upload which, and where
   */
  record Orphaned(OrphanUpload upload) implements JournalLine {}

  /**
   * The store has proven that it holds the object.
   *
   * @param receipt the whole receipt
   */
  record Delivered(Receipt receipt) implements JournalLine {}

  /**
   * Nothing needs to be remembered: the source was released, or the store holds nothing.
   *
   * @param delivery the delivery id
   */
  record Ended(String delivery) implements JournalLine {}

  /**
   * The store may hold an object of this id that was not proven.
   *
   * @param delivery the delivery id
   * @param at when that was seen
   */
  record Distrusted(String delivery, Instant at) implements JournalLine {}

  /**
   * A file may stand under its final name from now on.
   *
   * @param publication which and where
   */
  record Publishing(Publication publication) implements JournalLine {}

  /**
   * The object is remembered elsewhere.
   *
   * @param object the object's identity
   */
  record Settled(String object) implements JournalLine {}
}
