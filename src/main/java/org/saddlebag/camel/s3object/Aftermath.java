package org.saddlebag.camel.s3object;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the delivered objects of one flow: they are remembered in every case, and then
 * deleted, moved or tagged. What fails is done at a later poll. Safe for use by several threads.
 */
final class Aftermath {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private final AfterObject after;
  private final String moveTo;
  private final Map<String, String> tags;
  private final ObjectStore store;
  private final DeliveredObjects delivered;
  private final CustomerKey customerKey;

  /** Delivered objects that could not be tagged yet, by their identities. */
  private final Map<String, ObjectAddress> untagged = new ConcurrentHashMap<>();

  Aftermath(FoundObjectsEndpoint endpoint, ObjectStore store, DeliveredObjects delivered) {
    this.after = endpoint.getAfter();
    this.moveTo = endpoint.getMoveTo();
    this.tags = Pairs.parse(endpoint.getTags());
    this.store = store;
    this.delivered = delivered;
    this.customerKey = endpoint.customerKey();
  }

  /**
   * Remembers a delivered object; durable when this returns.
   *
   * @param head the object as it was fetched
   */
  void remember(ObjectHead head) {
    String identity = DeliveredObjects.identity(head.address(), head.eTag());
    if (after == AfterObject.tag) {
      untagged.put(identity, head.address());
    }
    delivered.remember(identity);
  }

  /**
   * Deletes, moves or tags a remembered object.
   *
   * @param name the object's name below the prefix
   * @param head the object as it was fetched
   */
  void finish(String name, ObjectHead head) {
    finish(name, head.address(), head.eTag());
  }

  /**
   * A poll has seen an object that is delivered: when it should be gone or tagged, that failed
   * before, or the process died in between.
   *
   * @param object the object
   */
  void again(FoundObject object) {
    try {
      finish(object.name(), object.address(), object.listed().eTag());
    } catch (SaddlebagException e) {
      LOG.debug("{}: {}", object, e.getMessage());
    }
  }

  /**
   * Tags what could not be tagged before. Whoever sees its objects in no listing, as another node
   * lists, has to ask for this.
   */
  void retryTags() {
    untagged.forEach(
        (identity, object) -> {
          try {
            tag(object, identity);
          } catch (SaddlebagException e) {
            LOG.debug("{}: {}", object, e.getMessage());
          }
        });
  }

  private void finish(String name, ObjectAddress object, String eTag) {
    switch (after) {
      case remember -> {}
      case delete -> delete(object, eTag);
      case move -> move(name, object, eTag);
      case tag -> tag(object, DeliveredObjects.identity(object, eTag));
    }
  }

  private void tag(ObjectAddress object, String identity) {
    if (untagged.containsKey(identity)) {
      store.tag(newest(object), tags);
      untagged.remove(identity);
    }
  }

  private void move(String name, ObjectAddress object, String eTag) {
    ObjectHead head = store.head(newest(object), customerKey);
    if (eTag.equals(head.eTag())) {
      store.copy(
          newest(object),
          customerKey,
          eTag,
          new ObjectAddress(object.bucket(), moveTo + name),
          CopyOptions.same(head, customerKey));
      delete(object, eTag);
    }
  }

  /** What has taken the object's place since is not deleted unread. */
  private void delete(ObjectAddress object, String eTag) {
    if (eTag.equals(store.head(newest(object), customerKey).eTag())) {
      store.delete(newest(object));
    }
  }

  private static ObjectAddress newest(ObjectAddress object) {
    return new ObjectAddress(object.bucket(), object.key());
  }
}
