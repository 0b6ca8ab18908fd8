package org.saddlebag.local.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Does one operation. */
@FunctionalInterface
interface KmsHandler {

  /** The answer, or null for an empty one; throws an ApiError where it refuses. */
  ObjectNode handle(KmsRequest request) throws IOException;
}
