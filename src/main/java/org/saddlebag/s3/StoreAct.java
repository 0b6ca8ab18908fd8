package org.saddlebag.s3;

/** What we were about to ask of the store, and the permission it takes (IAM's names). */
enum StoreAct {
  PUT("put", "s3:PutObject"),
  CREATE_UPLOAD("begin the upload of", "s3:PutObject"),
  UPLOAD_PART("upload a part of", "s3:PutObject"),
  COMPLETE("complete the upload of", "s3:PutObject"),
  ABORT("abort the upload of", "s3:AbortMultipartUpload"),
  GET("get", "s3:GetObject"),
  HEAD("look at", "s3:GetObject, and s3:ListBucket to tell a missing object from a forbidden one"),
  LIST_UPLOADS("list the uploads of", "s3:ListBucketMultipartUploads"),
  LIST("list", "s3:ListBucket"),
  COPY("copy to", "s3:PutObject, and s3:GetObject on the source"),
  COPY_PART("copy a part to", "s3:PutObject, and s3:GetObject on the source"),
  DELETE("delete", "s3:DeleteObject"),
  RESTORE("restore", "s3:RestoreObject"),
  TAG("tag", "s3:PutObjectTagging"),
  LOCK("lock", "s3:PutObjectRetention"),
  HOLD("put a legal hold on", "s3:PutObjectLegalHold"),
  READ_TAGS("read the tags of", "s3:GetObjectTagging"),
  SHAKE_HANDS("speak TLS with", "nothing"),
  CONFIGURATION("look at the configuration of", "s3:GetBucket*"),
  FIND_BUCKET("find", "s3:ListBucket");

  private final String verb;
  private final String permission;

  StoreAct(String verb, String permission) {
    this.verb = verb;
    this.permission = permission;
  }

  String verb() {
    return verb;
  }

  String permission() {
    return permission;
  }

  /** Whether a failed precondition means that the key is taken, not that the source changed. */
  boolean writes() {
    return this == PUT || this == COMPLETE || this == COPY;
  }
}
