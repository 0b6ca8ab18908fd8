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
 * @param rotationDays the period of automatic rotation, 0 where it is off
 * @param policy the key policy, JSON; null for the one that KMS gives
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
    int rotationDays,
    String policy,
    List<String> materials) {

  KmsKey {
    materials = List.copyOf(materials);
  }

  KmsKey with(KeyState changed, long deletion) {
    return new KmsKey(
        keyId,
        arn,
        description,
        createdMillis,
        changed,
        deletion,
        manager,
        rotationDays,
        policy,
        materials);
  }

  KmsKey withRotation(int days) {
    return new KmsKey(
        keyId,
        arn,
        description,
        createdMillis,
        state,
        deletionMillis,
        manager,
        days,
        policy,
        materials);
  }

  KmsKey withPolicy(String changed) {
    return new KmsKey(
        keyId,
        arn,
        description,
        createdMillis,
        state,
        deletionMillis,
        manager,
        rotationDays,
        changed,
        materials);
  }

  KmsKey withMaterial(String added) {
    List<String> more = new ArrayList<>(materials);
    more.add(added);
    return new KmsKey(
        keyId,
        arn,
        description,
        createdMillis,
        state,
        deletionMillis,
        manager,
        rotationDays,
        policy,
        more);
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
