package org.saddlebag.local.kms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * A key with all its key material, oldest first. Immutable; changes make a new one.
 *
 * @param keyId a UUID
 * @param arn the ARN
 * @param description a text, may be empty
 * @param createdMillis milliseconds since 1970
 * @param state what can be done with it
 * @param deletionMillis when it will be gone, or 0
 * @param manager {@code CUSTOMER} or {@code AWS}
 * @param rotates whether automatic rotation is said to be on
 * @param materials 32 bytes each, in Base64; the last one encrypts
 */
record KmsKey(
    String keyId,
    String arn,
    String description,
    long createdMillis,
    KeyState state,
    long deletionMillis,
    String manager,
    boolean rotates,
    List<String> materials) {

  KmsKey {
    materials = List.copyOf(materials);
  }

  KmsKey with(KeyState changed, long deletion) {
    return new KmsKey(
        keyId, arn, description, createdMillis, changed, deletion, manager, rotates, materials);
  }

  KmsKey withRotation(boolean on) {
    return new KmsKey(
        keyId, arn, description, createdMillis, state, deletionMillis, manager, on, materials);
  }

  KmsKey withMaterial(String added) {
    List<String> more = new ArrayList<>(materials);
    more.add(added);
    return new KmsKey(
        keyId, arn, description, createdMillis, state, deletionMillis, manager, rotates, more);
  }

  @JsonIgnore
  int newest() {
    return materials.size() - 1;
  }

  /** The ARN and state; never the material. */
  @Override
  public String toString() {
    return arn + " (" + state.api() + ")";
  }
}
