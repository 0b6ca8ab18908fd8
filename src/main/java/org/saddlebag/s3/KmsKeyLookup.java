package org.saddlebag.s3;

import java.util.Optional;

/** Tells which KMS key stands behind a name, where KMS can be asked. */
@FunctionalInterface
public interface KmsKeyLookup {

  /** KMS is not asked. */
  KmsKeyLookup NONE = name -> Optional.empty();

  /**
   * Asks once.
   *
   * @param name an alias, an alias ARN or a bare key id
   * @return the key's ARN; empty where KMS can't be reached, does not allow it or knows no such key
   */
  Optional<String> arnOf(String name);
}
