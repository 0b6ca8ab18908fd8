package org.saddlebag.local.s3;

import org.saddlebag.local.wire.Query;

/** The operations, each with its name in the API and the IAM action it needs. */
enum S3Operation {
  LIST_BUCKETS("ListBuckets", "s3:ListAllMyBuckets"),
  CREATE_BUCKET("CreateBucket", "s3:CreateBucket"),
  HEAD_BUCKET("HeadBucket", "s3:ListBucket"),
  DELETE_BUCKET("DeleteBucket", "s3:DeleteBucket"),
  GET_BUCKET_LOCATION("GetBucketLocation", "s3:GetBucketLocation"),
  GET_BUCKET_VERSIONING("GetBucketVersioning", "s3:GetBucketVersioning"),
  PUT_BUCKET_VERSIONING("PutBucketVersioning", "s3:PutBucketVersioning"),
  GET_BUCKET_POLICY("GetBucketPolicy", "s3:GetBucketPolicy"),
  PUT_BUCKET_POLICY("PutBucketPolicy", "s3:PutBucketPolicy"),
  DELETE_BUCKET_POLICY("DeleteBucketPolicy", "s3:DeleteBucketPolicy"),
  GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", "s3:GetBucketPolicyStatus"),
  GET_PUBLIC_ACCESS_BLOCK("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
  PUT_PUBLIC_ACCESS_BLOCK("PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
  DELETE_PUBLIC_ACCESS_BLOCK("DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
  GET_BUCKET_ENCRYPTION("GetBucketEncryption", "s3:GetEncryptionConfiguration"),
  PUT_BUCKET_ENCRYPTION("PutBucketEncryption", "s3:PutEncryptionConfiguration"),
  DELETE_BUCKET_ENCRYPTION("DeleteBucketEncryption", "s3:PutEncryptionConfiguration"),
  GET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", "s3:GetBucketOwnershipControls"),
  PUT_OWNERSHIP_CONTROLS("PutBucketOwnershipControls", "s3:PutBucketOwnershipControls"),
  DELETE_OWNERSHIP_CONTROLS("DeleteBucketOwnershipControls", "s3:PutBucketOwnershipControls"),
  GET_BUCKET_ACL("GetBucketAcl", "s3:GetBucketAcl"),
  PUT_BUCKET_ACL("PutBucketAcl", "s3:PutBucketAcl"),
  GET_BUCKET_LOGGING("GetBucketLogging", "s3:GetBucketLogging"),
  PUT_BUCKET_LOGGING("PutBucketLogging", "s3:PutBucketLogging"),
  GET_BUCKET_LIFECYCLE("GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
  PUT_BUCKET_LIFECYCLE("PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
  DELETE_BUCKET_LIFECYCLE("DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"),
  GET_OBJECT_LOCK("GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"),
  PUT_OBJECT_LOCK("PutObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"),
  LIST_OBJECTS("ListObjects", "s3:ListBucket"),
  LIST_OBJECTS_V2("ListObjectsV2", "s3:ListBucket"),
  LIST_OBJECT_VERSIONS("ListObjectVersions", "s3:ListBucketVersions"),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
  DELETE_OBJECTS("DeleteObjects", "s3:DeleteObject"),
  PUT_OBJECT("PutObject", "s3:PutObject"),
  COPY_OBJECT("CopyObject", "s3:PutObject"),
  GET_OBJECT("GetObject", "s3:GetObject"),
  HEAD_OBJECT("HeadObject", "s3:GetObject"),
  DELETE_OBJECT("DeleteObject", "s3:DeleteObject"),
  GET_OBJECT_TAGGING("GetObjectTagging", "s3:GetObjectTagging"),
  PUT_OBJECT_TAGGING("PutObjectTagging", "s3:PutObjectTagging"),
  DELETE_OBJECT_TAGGING("DeleteObjectTagging", "s3:DeleteObjectTagging"),
  RESTORE_OBJECT("RestoreObject", "s3:RestoreObject"),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", "s3:PutObject"),
  UPLOAD_PART("UploadPart", "s3:PutObject"),
  UPLOAD_PART_COPY("UploadPartCopy", "s3:PutObject"),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", "s3:PutObject"),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", "s3:AbortMultipartUpload"),
  LIST_PARTS("ListParts", "s3:ListMultipartUploadParts");

  private final String api;
  private final String action;

  S3Operation(String api, String action) {
    this.api = api;
    this.action = action;
  }

  String api() {
    return api;
  }

  /** The IAM action; with a version named, that of versions. */
  String action(Query query) {
    if (!query.has("versionId") || !action.contains("Object")) {
      return action;
    }
    if (this == RESTORE_OBJECT) {
      return action;
    }
    return action.endsWith("Tagging")
        ? action.replace("Tagging", "VersionTagging")
        : action + "Version";
  }
}
