package org.saddlebag.camel.requests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.saddlebag.camel.s3object.FoundObject;
import org.saddlebag.errors.Refused;
import org.saddlebag.requests.ObjectRequest;
import org.saddlebag.requests.RequestError;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;

/**
 * Finds the objects that a request means.
 *
 * @param settings of the flow
 * @param store is asked
 * @param customerKey the SSE-C key, or null
 */
record RequestedObjects(RequestSettings settings, ObjectStore store, CustomerKey customerKey) {

  /** Them with the names that their files get. */
  List<FoundObject> of(ObjectRequest request) {
    return request.key() != null ? List.of(one(request)) : all(request);
  }

  private FoundObject one(ObjectRequest request) {
    ObjectAddress wanted = new ObjectAddress(settings.bucket(), request.key(), request.versionId());
    ObjectHead head = store.head(wanted, customerKey);
    FoundObject found =
        below(new ListedObject(wanted, head.lengthBytes(), head.eTag(), Instant.EPOCH));
    if (found.isFolderMark()) {
      throw new Refused(
          RequestError.REQUEST_FINDS_NOTHING,
          wanted + " is the mark of a folder, which has no file");
    }
    return placed(request, found);
  }

  private List<FoundObject> all(ObjectRequest request) {
    List<FoundObject> all = new ArrayList<>();
    try (Stream<ListedObject> objects = store.list(settings.bucket(), request.prefix())) {
      objects
          .map(this::below)
          .filter(found -> !found.isFolderMark())
          .limit(settings.maxObjects() + 1L)
          .forEach(found -> all.add(placed(request, found)));
    }
    if (all.isEmpty()) {
      throw new Refused(
          RequestError.REQUEST_FINDS_NOTHING,
          "no object's key begins with '%s'".formatted(request.prefix()));
    }
    if (all.size() > settings.maxObjects()) {
      throw new Refused(
          RequestError.REQUEST_TOO_LARGE,
          "more than %d objects begin with '%s'"
              .formatted(settings.maxObjects(), request.prefix()));
    }
    return all;
  }

  private FoundObject below(ListedObject object) {
    return FoundObject.below(object, settings.prefix());
  }

  private FoundObject placed(ObjectRequest request, FoundObject found) {
    String name = request.placed(settings.directories().apply(found.name()));
    return new FoundObject(found.listed(), name);
  }
}
