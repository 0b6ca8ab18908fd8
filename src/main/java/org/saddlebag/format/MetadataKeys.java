package org.saddlebag.format;

import java.util.List;

/**
 * The names of the envelope's parts in object metadata, without {@code x-amz-meta-}.
 *
 * <p>Source: S3 Encryption Client specification, content metadata, map keys.
 */
final class MetadataKeys {

  static final String V1_KEY = "x-amz-key";

  static final String V2_KEY = "x-amz-key-v2";
  static final String V2_IV = "x-amz-iv";
  static final String V2_CONTENT_ALGORITHM = "x-amz-cek-alg";
  static final String V2_WRAP_ALGORITHM = "x-amz-wrap-alg";
  static final String V2_TAG_LENGTH = "x-amz-tag-len";
  static final String V2_DESCRIPTION = "x-amz-matdesc";

  static final String V3_CONTENT_ALGORITHM = "x-amz-c";
  static final String V3_COMMITMENT = "x-amz-d";
  static final String V3_MESSAGE_ID = "x-amz-i";
  static final String V3_KEY = "x-amz-3";
  static final String V3_WRAP_ALGORITHM = "x-amz-w";
  static final String V3_DESCRIPTION = "x-amz-m";
  static final String V3_CONTEXT = "x-amz-t";

  /** Written by some clients beside the envelope; read by nobody. */
  static final String PLAINTEXT_LENGTH = "x-amz-unencrypted-content-length";

  static final String PLAINTEXT_MD5 = "x-amz-unencrypted-content-md5";

  /**
   * Any of these marks format V1 or V2. The description is not among them: some writers leave an
   * empty one beside V3.
   */
  static final List<String> V1_V2 =
      List.of(V1_KEY, V2_KEY, V2_IV, V2_CONTENT_ALGORITHM, V2_WRAP_ALGORITHM, V2_TAG_LENGTH);

  /** Any of these marks format V3. */
  static final List<String> V3 =
      List.of(
          V3_CONTENT_ALGORITHM,
          V3_COMMITMENT,
          V3_MESSAGE_ID,
          V3_KEY,
          V3_WRAP_ALGORITHM,
          V3_DESCRIPTION,
          V3_CONTEXT);

  private MetadataKeys() {}
}
