package org.saddlebag.safeguard.policy;

/** The documentation that statements rest on. */
public enum Source {
  /** Condition keys of S3. */
  S3_CONDITION_KEYS(
      "Amazon S3 User Guide, Bucket policy examples using condition keys",
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html"),
  /** Which operation needs which action. */
  S3_PERMISSIONS(
      "Amazon S3 User Guide, Required permissions for Amazon S3 API operations",
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html"),
  /** All actions and condition keys. */
  S3_ACTIONS(
      "Service Authorization Reference, Actions, resources, and condition keys for Amazon S3",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html"),
  /** TLS. */
  S3_TRANSIT(
      "Amazon S3 User Guide, Protecting data in transit with encryption",
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html"),
  /** The oldest TLS. */
  S3_TLS_VERSION(
      "AWS re:Post Knowledge Center, TLS 1.2 or later for S3 buckets",
      "https://repost.aws/knowledge-center/s3-enforce-modern-tls"),
  /** Customer keys. */
  S3_CUSTOMER_KEYS(
      "Amazon S3 User Guide, Using server-side encryption with customer-provided keys (SSE-C)",
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html"),
  /** If-None-Match. */
  S3_CONDITIONAL_WRITES(
      "Amazon S3 User Guide, Enforce conditional writes on Amazon S3 buckets",
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html"),
  /** VPC endpoints in bucket policies. */
  S3_VPC_ENDPOINTS(
      "Amazon S3 User Guide, Controlling access from VPC endpoints with bucket policies",
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html"),
  /** Addresses, organisations, AWS services. */
  GLOBAL_CONDITION_KEYS(
      "IAM User Guide, AWS global condition context keys",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"),
  /** Conditions of KMS. */
  KMS_CONDITION_KEYS(
      "AWS KMS Developer Guide, AWS KMS condition keys",
      "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html"),
  /** Actions of KMS. */
  KMS_PERMISSIONS(
      "AWS KMS Developer Guide, AWS KMS permissions",
      "https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html"),
  /** Administrators of keys. */
  KMS_KEY_POLICY(
      "AWS KMS Developer Guide, Default key policy",
      "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"),
  /** What uploads in parts need under SSE-KMS. */
  S3_LARGE_KMS(
      "AWS re:Post Knowledge Center, uploading a large file encrypted with a KMS key",
      "https://repost.aws/knowledge-center/s3-large-file-encryption-kms-key"),
  /** Policies of VPC endpoints. */
  VPC_ENDPOINT_POLICIES(
      "AWS PrivateLink Guide, Control access to VPC endpoints using endpoint policies",
      "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"),
  /** Actions of SQS. */
  SQS_PERMISSIONS(
      "Amazon SQS Developer Guide, Amazon SQS API permissions",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html"),
  /** Who may send event notifications to a queue. */
  S3_NOTIFICATIONS(
      "Amazon S3 User Guide, Granting permissions to publish event notification messages to a"
          + " destination",
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html"),
  /** Who owns an object in RADOS Gateway; measured with version 16. */
  CEPH_OWNERSHIP("Ceph RADOS Gateway 16: who puts an object owns it, and may read it", null);

  private final String title;
  private final String url;

  Source(String title, String url) {
    this.title = title;
    this.url = url;
  }

  /**
   * Book and page.
   *
   * @return never null
   */
  public String title() {
    return title;
  }

  /**
   * Where the page is.
   *
   * @return null where there is none
   */
  public String url() {
    return url;
  }

  @Override
  public String toString() {
    return url == null ? title : title + " <" + url + ">";
  }
}
