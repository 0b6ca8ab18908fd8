package org.saddlebag.keys.kms;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

/** Which KMS key an alias or a bare id means; needs {@code kms:DescribeKey}. */
public final class KmsKeyArn {

  private static final Logger LOG = LoggerFactory.getLogger(KmsKeyArn.class);

  private KmsKeyArn() {}

  /**
   * Asks KMS.
   *
   * @param kms the client
   * @param name an alias, an alias ARN or a key id
   * @return the key's ARN; empty where KMS can't be reached, does not allow it or knows no such key
   */
  public static Optional<String> of(KmsClient kms, String name) {
    try {
      return Optional.of(kms.describeKey(ask -> ask.keyId(name)).keyMetadata().arn());
    } catch (SdkException e) {
      LOG.info("KMS does not tell which key '{}' is: {}", name, e.getMessage());
      return Optional.empty();
    }
  }
}
