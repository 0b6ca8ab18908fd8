package org.saddlebag.local.s3;

import java.util.List;
import java.util.Set;
import org.saddlebag.local.wire.Query;
import org.saddlebag.local.wire.Request;

/** Which operation a request means: the first rule that fits. */
final class S3Router {

  private enum Level {
    SERVICE,
    BUCKET,
    OBJECT
  }

  /** A rule; a null parameter fits every query, as the last of its method and level. */
  private record Rule(String method, Level level, String parameter, S3Operation operation) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("GET", Level.SERVICE, null, S3Operation.LIST_BUCKETS),
          new Rule("GET", Level.BUCKET, "location", S3Operation.GET_BUCKET_LOCATION),
          new Rule("GET", Level.BUCKET, "versioning", S3Operation.GET_BUCKET_VERSIONING),
          new Rule("GET", Level.BUCKET, "policyStatus", S3Operation.GET_BUCKET_POLICY_STATUS),
          new Rule("GET", Level.BUCKET, "policy", S3Operation.GET_BUCKET_POLICY),
          new Rule("PUT", Level.BUCKET, "policy", S3Operation.PUT_BUCKET_POLICY),
          new Rule("DELETE", Level.BUCKET, "policy", S3Operation.DELETE_BUCKET_POLICY),
          new Rule("GET", Level.BUCKET, "publicAccessBlock", S3Operation.GET_PUBLIC_ACCESS_BLOCK),
          new Rule("PUT", Level.BUCKET, "publicAccessBlock", S3Operation.PUT_PUBLIC_ACCESS_BLOCK),
          new Rule(
              "DELETE", Level.BUCKET, "publicAccessBlock", S3Operation.DELETE_PUBLIC_ACCESS_BLOCK),
          new Rule("GET", Level.BUCKET, "encryption", S3Operation.GET_BUCKET_ENCRYPTION),
          new Rule("PUT", Level.BUCKET, "encryption", S3Operation.PUT_BUCKET_ENCRYPTION),
          new Rule("DELETE", Level.BUCKET, "encryption", S3Operation.DELETE_BUCKET_ENCRYPTION),
          new Rule("GET", Level.BUCKET, "ownershipControls", S3Operation.GET_OWNERSHIP_CONTROLS),
          new Rule("PUT", Level.BUCKET, "ownershipControls", S3Operation.PUT_OWNERSHIP_CONTROLS),
          new Rule(
              "DELETE", Level.BUCKET, "ownershipControls", S3Operation.DELETE_OWNERSHIP_CONTROLS),
          new Rule("GET", Level.BUCKET, "acl", S3Operation.GET_BUCKET_ACL),
          new Rule("PUT", Level.BUCKET, "acl", S3Operation.PUT_BUCKET_ACL),
          new Rule("GET", Level.BUCKET, "logging", S3Operation.GET_BUCKET_LOGGING),
          new Rule("PUT", Level.BUCKET, "logging", S3Operation.PUT_BUCKET_LOGGING),
          new Rule("GET", Level.BUCKET, "lifecycle", S3Operation.GET_BUCKET_LIFECYCLE),
          new Rule("PUT", Level.BUCKET, "lifecycle", S3Operation.PUT_BUCKET_LIFECYCLE),
          new Rule("DELETE", Level.BUCKET, "lifecycle", S3Operation.DELETE_BUCKET_LIFECYCLE),
          new Rule("GET", Level.BUCKET, "object-lock", S3Operation.GET_OBJECT_LOCK),
          new Rule("PUT", Level.BUCKET, "object-lock", S3Operation.PUT_OBJECT_LOCK),
          new Rule("GET", Level.BUCKET, "versions", S3Operation.LIST_OBJECT_VERSIONS),
          new Rule("GET", Level.BUCKET, "uploads", S3Operation.LIST_MULTIPART_UPLOADS),
          new Rule("GET", Level.BUCKET, "list-type", S3Operation.LIST_OBJECTS_V2),
          new Rule("GET", Level.BUCKET, null, S3Operation.LIST_OBJECTS),
          new Rule("HEAD", Level.BUCKET, null, S3Operation.HEAD_BUCKET),
          new Rule("PUT", Level.BUCKET, "versioning", S3Operation.PUT_BUCKET_VERSIONING),
          new Rule("PUT", Level.BUCKET, null, S3Operation.CREATE_BUCKET),
          new Rule("DELETE", Level.BUCKET, null, S3Operation.DELETE_BUCKET),
          new Rule("POST", Level.BUCKET, "delete", S3Operation.DELETE_OBJECTS),
          new Rule("GET", Level.OBJECT, "tagging", S3Operation.GET_OBJECT_TAGGING),
          new Rule("GET", Level.OBJECT, "uploadId", S3Operation.LIST_PARTS),
          new Rule("GET", Level.OBJECT, null, S3Operation.GET_OBJECT),
          new Rule("HEAD", Level.OBJECT, null, S3Operation.HEAD_OBJECT),
          new Rule("PUT", Level.OBJECT, "tagging", S3Operation.PUT_OBJECT_TAGGING),
          new Rule("PUT", Level.OBJECT, "uploadId", S3Operation.UPLOAD_PART),
          new Rule("PUT", Level.OBJECT, null, S3Operation.PUT_OBJECT),
          new Rule("POST", Level.OBJECT, "restore", S3Operation.RESTORE_OBJECT),
          new Rule("POST", Level.OBJECT, "uploads", S3Operation.CREATE_MULTIPART_UPLOAD),
          new Rule("POST", Level.OBJECT, "uploadId", S3Operation.COMPLETE_MULTIPART_UPLOAD),
          new Rule("DELETE", Level.OBJECT, "tagging", S3Operation.DELETE_OBJECT_TAGGING),
          new Rule("DELETE", Level.OBJECT, "uploadId", S3Operation.ABORT_MULTIPART_UPLOAD),
          new Rule("DELETE", Level.OBJECT, null, S3Operation.DELETE_OBJECT));

  /**
   * Sub-resources of AWS that are not here, or not at each level and with each method; without this
   * they would look like plain requests.
   */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "session",
          "torrent",
          "website");

  S3Operation route(Request request, Target target) {
    Query query = request.query();
    boolean elsewhere = query.parameters().stream().anyMatch(p -> ELSEWHERE.contains(p.name()));
    boolean bucketTagging = target.key() == null && query.has("tagging");
    boolean plain = !elsewhere && !bucketTagging;
    for (Rule rule : RULES) {
      if (rule.method().equals(request.method())
          && rule.level() == level(target)
          && (rule.parameter() == null ? plain : query.has(rule.parameter()))) {
        return orCopy(rule.operation(), request);
      }
    }
    throw S3Errors.notImplemented();
  }

  private static Level level(Target target) {
    if (target.bucket() == null) {
      return Level.SERVICE;
    }
    return target.key() == null ? Level.BUCKET : Level.OBJECT;
  }

  private static S3Operation orCopy(S3Operation operation, Request request) {
    if (!request.headers().has("x-amz-copy-source")) {
      return operation;
    }
    return switch (operation) {
      case PUT_OBJECT -> S3Operation.COPY_OBJECT;
      case UPLOAD_PART -> S3Operation.UPLOAD_PART_COPY;
      default -> operation;
    };
  }
}
