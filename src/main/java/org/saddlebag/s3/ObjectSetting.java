package org.saddlebag.s3;

/** What can be set of an object besides its bytes, its metadata and its encryption. */
public enum ObjectSetting {
  /** {@code x-amz-storage-class}. */
  STORAGE_CLASS("a storage class"),
  /** {@code Cache-Control}. */
  CACHE_CONTROL("Cache-Control"),
  /** {@code Content-Disposition}. */
  CONTENT_DISPOSITION("Content-Disposition"),
  /** {@code Content-Encoding}. */
  CONTENT_ENCODING("Content-Encoding"),
  /** {@code Content-Language}. */
  CONTENT_LANGUAGE("Content-Language"),
  /** {@code x-amz-acl}. */
  ACL("a canned ACL"),
  /** {@code x-amz-object-lock-mode} and {@code x-amz-object-lock-retain-until-date}. */
  OBJECT_LOCK("Object Lock"),
  /** {@code x-amz-object-lock-legal-hold}. */
  LEGAL_HOLD("a legal hold"),
  /** {@code x-amz-tagging}. */
  TAGS("tags"),
  /** {@code x-amz-expected-bucket-owner}. */
  EXPECTED_OWNER("the expected bucket owner"),
  /** {@code x-amz-request-payer}. */
  REQUESTER_PAYS("requester pays");

  private final String words;

  ObjectSetting(String words) {
    this.words = words;
  }

  /**
   * The setting in a sentence.
   *
   * @return for example "a storage class"
   */
  public String words() {
    return words;
  }
}
