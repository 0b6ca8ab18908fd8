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
    return action.endsWith("Tagging")
        ? action.replace("Tagging", "VersionTagging")
        : action + "Version";
  }
}
