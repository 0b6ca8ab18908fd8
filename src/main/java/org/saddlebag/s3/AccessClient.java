package org.saddlebag.s3;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * A client that speaks in one capacity: it puts the expected owner and the payer on every request
 * whose operation has them in S3's API model, and lets nothing out that a write-only sender must
 * not ask.
 */
final class AccessClient extends DelegatingS3Client {

  private static final Set<Class<? extends S3Request>> WRITES =
      Set.of(
          PutObjectRequest.class,
          CreateMultipartUploadRequest.class,
          UploadPartRequest.class,
          CompleteMultipartUploadRequest.class,
          AbortMultipartUploadRequest.class,
          PutObjectTaggingRequest.class,
          PutObjectRetentionRequest.class,
          PutObjectLegalHoldRequest.class);

  private final StoreAccess access;
  private final Map<String, Object> members;

  AccessClient(S3Client client, StoreAccess access) {
    super(client);
    this.access = access;
    this.members = members(access);
  }

  /** The names are those of S3's API model. */
  private static Map<String, Object> members(StoreAccess access) {
    Map<String, Object> members = new HashMap<>();
    if (access.expectedOwner() != null) {
      members.put("ExpectedBucketOwner", access.expectedOwner());
      members.put("ExpectedSourceBucketOwner", access.expectedOwner());
    }
    if (access.requesterPays()) {
      members.put("RequestPayer", "requester");
    }
    return members;
  }

  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    if (access.writeOnly() && !WRITES.contains(request.getClass())) {
      throw StoreError.WRITE_ONLY.failure(
          request.getClass().getSimpleName() + " is not for a sender that only writes", null);
    }
    return operation.apply(members.isEmpty() ? request : amended(request));
  }

  /** A builder of the SDK builds the type that it was made from. */
  @SuppressWarnings("unchecked")
  private <T extends S3Request> T amended(T request) {
    S3Request.Builder builder = request.toBuilder();
    RequestMembers.set((SdkPojo) builder, members);
    return (T) builder.build();
  }
}
