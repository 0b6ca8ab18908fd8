package org.saddlebag.local.kms;

import org.saddlebag.local.auth.AuthFailure;
import org.saddlebag.local.wire.ApiError;

/** The refusals of KMS ("Common errors" and the errors of each operation). */
final class KmsErrors {

  private KmsErrors() {}

  static ApiError of(String code, String message) {
    return new ApiError(400, code, message);
  }

  static ApiError validation(String message) {
    return of("ValidationException", message);
  }

  static ApiError invalidCiphertext() {
    return of("InvalidCiphertextException", null);
  }

  static ApiError of(AuthFailure failure) {
    String code =
        switch (failure.kind()) {
          case ABSENT -> "MissingAuthenticationTokenException";
          case MALFORMED -> "IncompleteSignatureException";
          case UNKNOWN_KEY -> "UnrecognizedClientException";
          case MISMATCH, SKEWED, EXPIRED -> "InvalidSignatureException";
        };
    return of(code, failure.getMessage());
  }
}
