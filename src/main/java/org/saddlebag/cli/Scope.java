package org.saddlebag.cli;

import java.util.Set;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.keys.KeyError;
import org.saddlebag.keys.kms.KmsError;
import org.saddlebag.s3.StoreError;

/** How many items of a batch a failure concerns, as far as the first one can tell. */
enum Scope {
  /** This item alone. */
  ITEM,
  /** Perhaps all; the next items will tell. */
  PERHAPS_ALL,
  /** All. */
  ALL;

  private static final Set<ErrorCode> SURE =
      Set.of(
          StoreError.BAD_SETTINGS,
          StoreError.CA_BUNDLE_UNREADABLE,
          StoreError.NO_SUCH_BUCKET,
          StoreError.BAD_CREDENTIALS,
          StoreError.NO_CREDENTIALS,
          StoreError.CLOCK_SKEWED,
          StoreError.WRONG_REGION,
          StoreError.HOST_UNKNOWN,
          StoreError.TLS_NOT_TRUSTED,
          StoreError.TLS_FAILED,
          KmsError.KMS_CREDENTIALS,
          KmsError.KMS_NOT_TRUSTED,
          KmsError.KMS_SETTINGS,
          KmsError.KMS_CA_BUNDLE,
          DeliveryError.STATE_UNWRITABLE,
          DeliveryError.STATE_IN_USE,
          DeliveryError.MANIFEST_UNAVAILABLE);

  private static final Set<ErrorCode> DOUBTFUL =
      Set.of(
          StoreError.ACCESS_DENIED,
          StoreError.BAD_METADATA,
          StoreError.SSE_KEY_UNUSABLE,
          StoreError.NOT_SUPPORTED,
          StoreError.SLOW_DOWN,
          StoreError.STORE_FAILED,
          StoreError.TIMED_OUT,
          StoreError.UNREACHABLE,
          DeliveryError.NOT_PROVEN,
          DeliveryError.DISK_FULL,
          DeliveryError.FOLDER_UNWRITABLE,
          CliError.TRANSFER_BROKEN,
          CliError.INTERNAL_FAULT);

  /** When all items are sealed with one master key, under one context. */
  static Scope whenSealing(SaddlebagException failure) {
    boolean ofTheKey = failure.code() instanceof KeyError || failure.code() instanceof KmsError;
    if (ofTheKey && !failure.retryable()) {
      return ALL;
    }
    return ofTheKey || failure instanceof KeyUnavailable ? PERHAPS_ALL : whenOpening(failure);
  }

  /** When each item names its own master key. */
  static Scope whenOpening(SaddlebagException failure) {
    if (SURE.contains(failure.code())) {
      return ALL;
    }
    boolean service = failure.code() instanceof KmsError && failure.retryable();
    return service || DOUBTFUL.contains(failure.code()) ? PERHAPS_ALL : ITEM;
  }
}
