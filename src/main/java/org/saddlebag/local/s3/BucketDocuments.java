package org.saddlebag.local.s3;

import java.util.Map;

/** The configuration of a bucket that nobody has configured, by sub-resource. */
final class BucketDocuments {

  static final String POLICY = "policy";
  static final String PUBLIC_ACCESS_BLOCK = "publicAccessBlock";
  static final String ENCRYPTION = "encryption";
  static final String OWNERSHIP = "ownershipControls";
  static final String ACL = "acl";
  static final String LOGGING = "logging";
  static final String LIFECYCLE = "lifecycle";
  static final String OBJECT_LOCK = "object-lock";

  /** Kept beside the documents: the versioning document is written anew at each answer. */
  static final String MFA_DELETE = "mfa-delete";

  private static final String XMLNS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";

  private BucketDocuments() {}

  /** "Default settings for new S3 buckets FAQ": public access blocked, ACLs disabled. */
  static Map<String, String> ofNewBucket(S3Settings settings) {
    return Map.of(
        PUBLIC_ACCESS_BLOCK,
        "<PublicAccessBlockConfiguration"
            + XMLNS
            + "<BlockPublicAcls>true</BlockPublicAcls>"
            + "<IgnorePublicAcls>true</IgnorePublicAcls>"
            + "<BlockPublicPolicy>true</BlockPublicPolicy>"
            + "<RestrictPublicBuckets>true</RestrictPublicBuckets>"
            + "</PublicAccessBlockConfiguration>",
        OWNERSHIP,
        "<OwnershipControls"
            + XMLNS
            + "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
            + "</OwnershipControls>",
        ENCRYPTION,
        encryption(settings.blockCustomerKeys()));
  }

  /** What encryption falls back to: SSE-S3. */
  static String encryption(boolean blockCustomerKeys) {
    String blocked =
        blockCustomerKeys
            ? "<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType>"
                + "</BlockedEncryptionTypes>"
            : "";
    return "<ServerSideEncryptionConfiguration"
        + XMLNS
        + "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
        + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled>"
        + blocked
        + "</Rule></ServerSideEncryptionConfiguration>";
  }

  /** The owner may do everything, and nobody else anything. */
  static String acl(String account) {
    String owner = "<ID>" + account + "</ID><DisplayName>local</DisplayName>";
    return "<AccessControlPolicy"
        + XMLNS
        + "<Owner>"
        + owner
        + "</Owner><AccessControlList><Grant>"
        + "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:type=\"CanonicalUser\">"
        + owner
        + "</Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList>"
        + "</AccessControlPolicy>";
  }

  /** No logging is an empty answer, not an error. */
  static String logging() {
    return "<BucketLoggingStatus" + XMLNS + "</BucketLoggingStatus>";
  }
}
