package org.saddlebag.camel.requests;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.saddlebag.camel.s3object.FoundObject;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.requests.ObjectRequest;
import org.saddlebag.requests.RequestError;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectBody;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the objects that a request means.
 *
 * @param settings of the flow
 * @param store is asked
 * @param customerKey the SSE-C key, or null
 */
record RequestedObjects(RequestSettings settings, ObjectStore store, CustomerKey customerKey) {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  /** Them with the names that their files get. */
  List<FoundObject> of(ObjectRequest request) {
    return request.key() != null ? List.of(one(request)) : all(request);
  }

  private FoundObject one(ObjectRequest request) {
    ObjectAddress wanted = new ObjectAddress(settings.bucket(), request.key(), request.versionId());
    ObjectHead head = head(wanted);
    FoundObject found =
        below(new ListedObject(wanted, head.lengthBytes(), head.eTag(), Instant.EPOCH));
    if (found.isFolderMark()) {
      throw new Refused(
          RequestError.REQUEST_FINDS_NOTHING,
          wanted + " is the mark of a folder, which has no file");
    }
    return placed(request, found);
  }

  /** A refused GET says in its body what a refused HEAD can't: that credentials have expired. */
  private ObjectHead head(ObjectAddress wanted) {
    try {
      return store.head(wanted, customerKey);
    } catch (Refused e) {
      if (RequestFailures.areUnclear(e)) {
        requireAnswer(wanted);
      }
      throw e;
    }
  }

  private void requireAnswer(ObjectAddress wanted) {
    try (ObjectBody body = store.getRange(wanted, customerKey, 0, 0, null)) {
      LOG.debug("{} can be read by now", body.head().address());
    } catch (IOException e) {
      LOG.debug("could not end the look at {}", wanted, e);
    } catch (SaddlebagException e) {
      if (!RequestFailures.areAnswers(e)) {
        throw e;
      }
    }
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
