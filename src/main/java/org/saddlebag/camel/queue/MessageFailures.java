package org.saddlebag.camel.queue;

import java.util.Set;
import org.saddlebag.camel.Failures;
import org.saddlebag.content.ContentError;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.s3.StoreError;

/**
 * Tells failures of a message from failures of everything around it. A message that can never be
 * delivered is a dead letter. A denied key, a full disk or a bucket that is gone concern all
 * messages: those stay in the queue until somebody has mended it.
 */
public final class MessageFailures {

  private static final Set<ErrorCode> OF_THE_MESSAGE =
      Set.of(
          MessageError.MESSAGE_KIND_UNFIT,
          MessageError.MESSAGE_TOO_LARGE,
          MessageError.MESSAGE_WITHOUT_ID,
          MessageError.MESSAGE_UNREADABLE,
          MessageError.MESSAGE_NO_LINE,
          DeliveryError.BAD_OBJECT_KEY,
          DeliveryError.HEADER_MISSING,
          DeliveryError.METADATA_TAKEN,
          DeliveryError.ID_TAKEN,
          DeliveryError.BAD_SOURCE_NAME,
          DeliveryError.LINK_REFUSED,
          DeliveryError.NOT_A_FILE,
          StoreError.BAD_METADATA,
          StoreError.BAD_OBJECT_KEY,
          StoreError.OBJECT_TOO_LARGE,
          StoreError.OBJECT_EXISTS,
          ContentError.TOO_LONG);

  private MessageFailures() {}

  /**
   * Whether the message itself is to blame.
   *
   * @param failure what its delivery failed with
   * @return true where no later attempt could do better
   */
  public static boolean ofTheMessage(Throwable failure) {
    return Failures.isOurs(failure) && OF_THE_MESSAGE.contains(Failures.ours(failure).code());
  }

  /**
   * Whether the message becomes a dead letter when all attempts are used up, be it to blame or not:
   * the file that it names has not come.
   *
   * @param failure what its delivery failed with in the end
   * @return false where the message must stay in its queue
   */
  public static boolean inTheEnd(Throwable failure) {
    return ofTheMessage(failure)
        || (Failures.isOurs(failure)
            && Failures.ours(failure).code() == DeliveryError.SOURCE_VANISHED);
  }

  /**
   * Whether some of the messages that were to be one object are in another one already: they come
   * again, and are known then.
   *
   * @param failure what their delivery failed with
   * @return true where neither they nor anything else is to blame
   */
  public static boolean deliveredBefore(Throwable failure) {
    return Failures.isOurs(failure)
        && Failures.ours(failure).code() == DeliveryError.DELIVERED_BEFORE;
  }
}
