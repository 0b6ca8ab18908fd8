package org.saddlebag.local.s3;

import java.io.IOException;
import org.saddlebag.local.wire.Answer;

/** Does one operation. */
@FunctionalInterface
interface S3Handler {

  /** Does it, or throws an {@link org.saddlebag.local.wire.ApiError}. */
  Answer handle(S3Request request) throws IOException;
}
