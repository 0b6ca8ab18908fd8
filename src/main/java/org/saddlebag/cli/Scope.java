package org.saddlebag.cli;

import java.util.Set;
import org.saddlebag.audit.AuditError;
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
  /** All if none was done before it; the next items will tell. */
  ALL_OR_ITEM,
  /** Perhaps all from now on; the next items will tell. */
  ALL_FROM_NOW,
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
          StoreError.TLS_CERTIFICATE_EXPIRED,
          StoreError.TLS_OTHER_HOST,
          StoreError.TLS_TOO_OLD,
          StoreError.CLIENT_CERTIFICATE_UNUSABLE,
          StoreError.CLIENT_CERTIFICATE_REFUSED,
          KmsError.KMS_CREDENTIALS,
          KmsError.KMS_NOT_TRUSTED,
          KmsError.KMS_CERTIFICATE_EXPIRED,
          KmsError.KMS_OTHER_HOST,
          KmsError.KMS_TLS_TOO_OLD,
          KmsError.KMS_CLIENT_CERTIFICATE,
          KmsError.KMS_CLIENT_CERTIFICATE_REFUSED,
          KmsError.KMS_SETTINGS,
          KmsError.KMS_CA_BUNDLE,
          AuditError.AUDIT_UNWRITABLE,
          DeliveryError.STATE_UNWRITABLE,
          DeliveryError.STATE_IN_USE,
          DeliveryError.MANIFEST_UNAVAILABLE);

  /** What one rule, right or setting says of all items, or of this one. */
  private static final Set<ErrorCode> RULES =
      Set.of(
          StoreError.ACCESS_DENIED,
          StoreError.BAD_METADATA,
          StoreError.SSE_KEY_UNUSABLE,
          StoreError.NOT_SUPPORTED,
          DeliveryError.NOT_PROVEN,
          DeliveryError.FOLDER_UNWRITABLE,
          CliError.INTERNAL_FAULT);

  /** What was there and is gone. */
  private static final Set<ErrorCode> OUTAGES =
      Set.of(
          StoreError.SLOW_DOWN,
          StoreError.STORE_FAILED,
          StoreError.TIMED_OUT,
          StoreError.UNREACHABLE,
          AuditError.AUDIT_DISK_FULL,
          DeliveryError.DISK_FULL,
          CliError.TRANSFER_BROKEN);

  /** When all items are sealed with one master key, under one context. */
  static Scope whenSealing(SaddlebagException failure) {
    boolean ofTheKey = failure.code() instanceof KeyError || failure.code() instanceof KmsError;
    if (ofTheKey && !failure.retryable()) {
      return ALL;
    }
    return ofTheKey || failure instanceof KeyUnavailable ? ALL_FROM_NOW : whenOpening(failure);
  }

  /** When each item names its own master key. */
  static Scope whenOpening(SaddlebagException failure) {
    if (SURE.contains(failure.code())) {
      return ALL;
    }
    boolean service = failure.code() instanceof KmsError && failure.retryable();
    if (service || OUTAGES.contains(failure.code())) {
      return ALL_FROM_NOW;
    }
    return RULES.contains(failure.code()) ? ALL_OR_ITEM : ITEM;
  }
}
