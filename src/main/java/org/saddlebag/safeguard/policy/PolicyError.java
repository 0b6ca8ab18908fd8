package org.saddlebag.safeguard.policy;

import org.saddlebag.errors.ErrorCode;

/** Why a policy is not written. */
public enum PolicyError implements ErrorCode {
  /** Something that only the operator knows is not said. */
  POLICY_INCOMPLETE("Give what is named, with real values: a policy is applied as it is printed."),
  /** A value is a placeholder or of the wrong form. */
  POLICY_VALUE("Correct the value of the option that is named."),
  /** The flow or the store has no use for such a policy or option. */
  POLICY_UNFIT("Leave the option out, or choose another policy or flow.");

  private final String fix;

  PolicyError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
