package org.saddlebag.local.s3;

import org.saddlebag.local.auth.Identity;
import org.saddlebag.local.auth.Payload;
import org.saddlebag.local.wire.Headers;
import org.saddlebag.local.wire.Query;
import org.saddlebag.local.wire.Request;

/**
 * A request whose signature held and whose caller may do this operation.
 *
 * @param http the request
 * @param operation the operation
 * @param target bucket and key
 * @param identity the caller
 * @param payload the content
 */
record S3Request(
    Request http, S3Operation operation, Target target, Identity identity, Payload payload) {

  String bucket() {
    return target.bucket();
  }

  String key() {
    return target.key();
  }

  Headers headers() {
    return http.headers();
  }

  Query query() {
    return http.query();
  }

  /** Refuses where the caller may not do a further thing. */
  void need(String action) {
    if (!identity.may(action)) {
      throw S3Errors.accessDenied(identity + " is not authorized to perform: " + action);
    }
  }
}
