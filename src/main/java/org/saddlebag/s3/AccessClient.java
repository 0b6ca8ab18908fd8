package org.saddlebag.s3;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
import software.amazon.awssdk.services.s3.model.S3Exception;
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
    try {
      return operation.apply(members.isEmpty() ? request : amended(request));
    } catch (S3Exception e) {
      throw access.expectedOwner() != null && e.statusCode() == 403 ? ownerNamed(e) : e;
    }
  }

  /** The store does not tell a bucket of somebody else's from a missing permission. */
  private S3Exception ownerNamed(S3Exception e) {
    AwsErrorDetails details = e.awsErrorDetails();
    AwsErrorDetails.Builder named =
        details == null ? AwsErrorDetails.builder() : details.toBuilder();
    String words = details == null ? null : details.errorMessage();
    named.errorMessage(
        (words == null ? "Forbidden" : words)
            + ", or the bucket does not belong to account "
            + access.expectedOwner());
    return (S3Exception)
        S3Exception.builder()
            .message(e.getMessage())
            .awsErrorDetails(named.build())
            .statusCode(e.statusCode())
            .requestId(e.requestId())
            .extendedRequestId(e.extendedRequestId())
            .numAttempts(e.numAttempts())
            .cause(e)
            .build();
  }

  /** A builder of the SDK builds the type that it was made from. */
  @SuppressWarnings("unchecked")
  private <T extends S3Request> T amended(T request) {
    S3Request.Builder builder = request.toBuilder();
    RequestMembers.set((SdkPojo) builder, members);
    return (T) builder.build();
  }
}
