package org.saddlebag.camel.requests;

import org.saddlebag.camel.s3object.FoundObject;
import org.saddlebag.delivery.DeliveredObjects;
import org.saddlebag.requests.ObjectRequest;
import org.saddlebag.requests.Reply;

/**
 * One of the objects that a request means.
 *
 * @param found the object, with the name that its file gets
 * @param request for which request, see {@code Slots.PURPOSE}
 */
record RequestedObject(FoundObject found, ObjectRequest request) {

  Reply.Wanted wanted() {
    return new Reply.Wanted(found.listed().address().key(), request.versionId());
  }

  /**
   * The same request may bring an object to one place once. The lengths keep an id that looks like
   * a name from being taken for one.
   */
  String purpose() {
    return "for %d:%s as %d:%s "
        .formatted(request.id().length(), request.id(), found.name().length(), found.name());
  }

  /** See {@code Slots.identityOf}. */
  String identity() {
    return purpose() + DeliveredObjects.identity(found.listed().address(), found.listed().eTag());
  }

  @Override
  public String toString() {
    return found.toString();
  }
}
