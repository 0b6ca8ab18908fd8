package org.saddlebag.local.kms;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be done with a key. */
public enum KeyState {
  /** Everything. */
  @JsonProperty("Enabled")
  ENABLED("Enabled"),
  /** Nothing until it is enabled again. */
  @JsonProperty("Disabled")
  DISABLED("Disabled"),
  /** Nothing; it will be gone. */
  @JsonProperty("PendingDeletion")
  PENDING_DELETION("PendingDeletion");

  private final String api;

  KeyState(String api) {
    this.api = api;
  }

  String api() {
    return api;
  }
}
