package org.saddlebag.keys.kms;

import java.util.Objects;
import java.util.Set;
import org.saddlebag.errors.KeyUnavailable;
import software.amazon.awssdk.arns.Arn;

/** Which KMS key a master key stands for. */
public sealed interface KmsTarget {

  /**
   * One key.
   *
   * @param keyId id, alias (with {@code alias/}) or ARN of either, as KMS takes it
   */
  record Key(String keyId) implements KmsTarget {

    /** Checks that it is given. */
    public Key {
      Objects.requireNonNull(keyId, "keyId");
    }

    @Override
    public String toString() {
      return keyId;
    }
  }

  /**
   * Whichever key KMS finds in the wrapped bytes, if it belongs to an allowed account and Region.
   *
   * @param accounts 12-digit account ids, not empty
   * @param regions Region names; empty for every Region
   */
  record Discovery(Set<String> accounts, Set<String> regions) implements KmsTarget {

    /**
     * Copies the sets.
     *
     * @throws org.saddlebag.errors.Refused if no account is allowed
     */
    public Discovery {
      accounts = Set.copyOf(accounts);
      regions = Set.copyOf(regions);
      if (accounts.isEmpty()) {
        throw new org.saddlebag.errors.Refused(
            KmsError.KMS_SETTINGS, "discovery must have at least one allowed account");
      }
    }

    void requireAllowed(String arn) {
      Arn parsed = Arn.tryFromString(arn).orElse(null);
      boolean allowed =
          parsed != null
              && accounts.contains(parsed.accountId().orElse(""))
              && (regions.isEmpty() || regions.contains(parsed.region().orElse("")));
      if (!allowed) {
        throw new KeyUnavailable(
            KmsError.KMS_KEY_NOT_ALLOWED,
            "KMS key %s sealed the object, but discovery allows accounts %s and Regions %s only"
                .formatted(arn, accounts, regions.isEmpty() ? "of any name" : regions));
      }
    }

    @Override
    public String toString() {
      return "discovery";
    }
  }
}
