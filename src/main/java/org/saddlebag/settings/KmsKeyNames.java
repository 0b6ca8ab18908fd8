package org.saddlebag.settings;

import java.util.Optional;
import java.util.function.Supplier;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.keys.kms.KmsKeyArn;
import org.saddlebag.s3.KmsKeyLookup;
import org.saddlebag.s3.StoreProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kms.KmsClient;

/** Asks KMS which key an alias means, where the KMS that we can ask is the one that S3 asks. */
final class KmsKeyNames implements KmsKeyLookup {

  private static final Logger LOG = LoggerFactory.getLogger(KmsKeyNames.class);

  private final Settings settings;
  private final String region;
  private final Supplier<KmsClient> kms;

  /**
   * A lookup.
   *
   * @param settings where store and KMS are
   * @param region the store's
   * @param kms asked only where there is something to ask
   */
  KmsKeyNames(Settings settings, String region, Supplier<KmsClient> kms) {
    this.settings = settings;
    this.region = region;
    this.kms = kms;
  }

  @Override
  public Optional<String> arnOf(String name) {
    try {
      return isTheStores() ? KmsKeyArn.of(kms.get(), name) : Optional.empty();
    } catch (SaddlebagException e) {
      LOG.info(
          "KMS was not asked which key '{}' is, the store is held to its first answer: {}",
          name,
          e.what());
      return Optional.empty();
    }
  }

  /** A store with an endpoint of its own has a KMS with one, and the other way round. */
  boolean isTheStores() {
    boolean sameKind =
        (settings.store().endpoint().uri() == null) == (settings.kms().endpoint() == null);
    return settings.store().profile() == StoreProfile.AWS
        && sameKind
        && kms.get().serviceClientConfiguration().region().id().equals(region);
  }
}
