package org.saddlebag.s3.posture;

import org.saddlebag.aws.Aspect;

/**
 * What a bucket says of itself. Source of names and meanings: Amazon S3 API Reference, the
 * GetBucket and GetPublicAccessBlock operations.
 *
 * @param bucket its name
 * @param policy the bucket policy, JSON as the store gives it
 * @param publicByPolicy whether the store itself takes the policy for public
 * @param publicAccess what keeps the public out
 * @param encryption the default encryption
 * @param versioning whether versions are kept
 * @param lock object lock
 * @param ownership who owns objects: {@code BucketOwnerEnforced} (no ACLs), {@code
 *     BucketOwnerPreferred}, {@code ObjectWriter}
 * @param acl the bucket's access control list
 * @param logging where server access logs go
 * @param lifecycle rules about the age of things
 */
public record BucketPosture(
    String bucket,
    Aspect<String> policy,
    Aspect<Boolean> publicByPolicy,
    Aspect<PublicAccessBlock> publicAccess,
    Aspect<DefaultEncryption> encryption,
    Aspect<VersionKeeping> versioning,
    Aspect<BucketLock> lock,
    Aspect<String> ownership,
    Aspect<AccessList> acl,
    Aspect<AccessLog> logging,
    Aspect<Lifecycle> lifecycle) {}
