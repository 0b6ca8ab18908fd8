package org.saddlebag.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.saddlebag.local.store.Bucket;
import org.saddlebag.local.store.Versioning;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Body;

/**
 * The configuration of buckets: kept and given back as it was put. Of all that, writes here obey
 * the default encryption alone.
 */
final class ConfigurationHandlers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lookup lookup;
  private final S3Settings settings;

  ConfigurationHandlers(Lookup lookup, S3Settings settings) {
    this.lookup = lookup;
    this.settings = settings;
  }

  void register(Map<S3Operation, S3Handler> handlers) {
    registerAccess(handlers);
    handlers.put(
        S3Operation.GET_BUCKET_LOGGING,
        r -> xml(text(r, BucketDocuments.LOGGING, BucketDocuments::logging)));
    handlers.put(S3Operation.PUT_BUCKET_LOGGING, r -> put(r, BucketDocuments.LOGGING, 200));
    handlers.put(
        S3Operation.GET_BUCKET_LIFECYCLE,
        r -> xml(need(r, BucketDocuments.LIFECYCLE, "NoSuchLifecycleConfiguration")));
    handlers.put(S3Operation.PUT_BUCKET_LIFECYCLE, r -> put(r, BucketDocuments.LIFECYCLE, 200));
    handlers.put(
        S3Operation.DELETE_BUCKET_LIFECYCLE, r -> forget(r, BucketDocuments.LIFECYCLE, null));
    handlers.put(
        S3Operation.GET_OBJECT_LOCK,
        r -> xml(need(r, BucketDocuments.OBJECT_LOCK, "ObjectLockConfigurationNotFoundError")));
    handlers.put(S3Operation.PUT_OBJECT_LOCK, this::putLock);
    String plain = BucketDocuments.encryption(settings.blockCustomerKeys());
    handlers.put(
        S3Operation.GET_BUCKET_ENCRYPTION,
        r -> xml(text(r, BucketDocuments.ENCRYPTION, () -> plain)));
    handlers.put(S3Operation.PUT_BUCKET_ENCRYPTION, r -> put(r, BucketDocuments.ENCRYPTION, 200));
    handlers.put(
        S3Operation.DELETE_BUCKET_ENCRYPTION, r -> forget(r, BucketDocuments.ENCRYPTION, plain));
  }

  private void registerAccess(Map<S3Operation, S3Handler> handlers) {
    handlers.put(S3Operation.GET_BUCKET_POLICY, this::policy);
    handlers.put(S3Operation.PUT_BUCKET_POLICY, this::putPolicy);
    handlers.put(S3Operation.DELETE_BUCKET_POLICY, r -> forget(r, BucketDocuments.POLICY, null));
    handlers.put(S3Operation.GET_BUCKET_POLICY_STATUS, this::policyStatus);
    handlers.put(
        S3Operation.GET_PUBLIC_ACCESS_BLOCK,
        r ->
            xml(
                need(
                    r,
                    BucketDocuments.PUBLIC_ACCESS_BLOCK,
                    "NoSuchPublicAccessBlockConfiguration")));
    handlers.put(
        S3Operation.PUT_PUBLIC_ACCESS_BLOCK, r -> put(r, BucketDocuments.PUBLIC_ACCESS_BLOCK, 200));
    handlers.put(
        S3Operation.DELETE_PUBLIC_ACCESS_BLOCK,
        r -> forget(r, BucketDocuments.PUBLIC_ACCESS_BLOCK, null));
    handlers.put(
        S3Operation.GET_OWNERSHIP_CONTROLS,
        r -> xml(need(r, BucketDocuments.OWNERSHIP, "OwnershipControlsNotFoundError")));
    handlers.put(S3Operation.PUT_OWNERSHIP_CONTROLS, r -> put(r, BucketDocuments.OWNERSHIP, 200));
    handlers.put(
        S3Operation.DELETE_OWNERSHIP_CONTROLS, r -> forget(r, BucketDocuments.OWNERSHIP, null));
    handlers.put(
        S3Operation.GET_BUCKET_ACL,
        r -> xml(text(r, BucketDocuments.ACL, () -> BucketDocuments.acl(settings.account()))));
    handlers.put(S3Operation.PUT_BUCKET_ACL, r -> put(r, BucketDocuments.ACL, 200));
  }

  private String text(S3Request request, String name, Supplier<String> otherwise) {
    String kept = lookup.bucket(request).info().documents().get(name);
    return kept == null ? otherwise.get() : kept;
  }

  private String need(S3Request request, String name, String missing) {
    return text(
        request,
        name,
        () -> {
          throw new ApiError(404, missing, "The bucket has no such configuration")
              .detail("BucketName", request.bucket());
        });
  }

  private static Answer xml(String document) {
    return answer("application/xml", document);
  }

  private static Answer answer(String type, String document) {
    return Answer.of(200)
        .with("Content-Type", type)
        .with(Body.of(document.getBytes(StandardCharsets.UTF_8)));
  }

  private Answer put(S3Request request, String name, int status) throws IOException {
    Bucket bucket = lookup.bucket(request);
    byte[] document = Intake.bytes(request, new BodyCheck(request));
    XmlNode.parse(document);
    bucket.configure(name, new String(document, StandardCharsets.UTF_8));
    return Answer.of(status);
  }

  private Answer forget(S3Request request, String name, String instead) throws IOException {
    lookup.bucket(request).configure(name, instead);
    return Answer.of(204);
  }

  /** "Locking objects with Object Lock": a bucket that is locked keeps versions. */
  private Answer putLock(S3Request request) throws IOException {
    if (lookup.bucket(request).info().versioning() != Versioning.ENABLED) {
      throw new ApiError(409, "InvalidBucketState", "Versioning must be 'Enabled' on the bucket.");
    }
    return put(request, BucketDocuments.OBJECT_LOCK, 200);
  }

  private Answer policy(S3Request request) {
    return answer("application/json", need(request, BucketDocuments.POLICY, "NoSuchBucketPolicy"));
  }

  private Answer putPolicy(S3Request request) throws IOException {
    Bucket bucket = lookup.bucket(request);
    String document =
        new String(Intake.bytes(request, new BodyCheck(request)), StandardCharsets.UTF_8);
    if (!parsed(document).path("Statement").isContainerNode()) {
      throw malformedPolicy();
    }
    bucket.configure(BucketDocuments.POLICY, document);
    return Answer.of(204);
  }

  /** "The meaning of public": nothing narrows who may. Conditions are taken to narrow it. */
  private Answer policyStatus(S3Request request) {
    JsonNode statements =
        parsed(need(request, BucketDocuments.POLICY, "NoSuchBucketPolicy")).path("Statement");
    boolean isPublic = false;
    for (JsonNode statement :
        statements.isArray() ? statements : JSON.createArrayNode().add(statements)) {
      JsonNode principal = statement.path("Principal");
      boolean anybody =
          principal.asText().equals("*") || principal.path("AWS").asText().equals("*");
      isPublic |=
          statement.path("Effect").asText().equals("Allow")
              && anybody
              && !statement.has("Condition");
    }
    return Xml.result("PolicyStatus").text("IsPublic", isPublic).answer();
  }

  private static JsonNode parsed(String policy) {
    try {
      return JSON.readTree(policy);
    } catch (JsonProcessingException e) {
      throw malformedPolicy();
    }
  }

  private static ApiError malformedPolicy() {
    return new ApiError(400, "MalformedPolicy", "Policies must be valid JSON with statements");
  }
}
