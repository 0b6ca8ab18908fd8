package org.saddlebag.safeguard.check;

import org.saddlebag.errors.ErrorCode;

/** Why a safeguard says no. */
public enum CheckError implements ErrorCode {
  /** A flow's bucket is below the level that the flow asks for. */
  PREFLIGHT_REFUSED(
      "Mend what is listed, or lower the flow's preflight level; \"saddlebag check --flow NAME\""
          + " shows all of it."),
  /** There is nothing that can be checked. */
  NOTHING_TO_CHECK("Name a flow with a bucket, or s3://BUCKET.");

  private final String fix;

  CheckError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
