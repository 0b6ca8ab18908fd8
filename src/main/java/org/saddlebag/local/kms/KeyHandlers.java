package org.saddlebag.local.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operations on keys themselves. */
final class KeyHandlers {

  private static final String KEY = "KeyId";

  /** "EnableKeyRotation": RotationPeriodInDays. */
  static final int DEFAULT_ROTATION_DAYS = 365;

  private static final int MIN_ROTATION_DAYS = 90;
  private static final int MAX_ROTATION_DAYS = 2560;
  private static final int MIN_WINDOW_DAYS = 7;
  private static final int MAX_WINDOW_DAYS = 30;

  private final KeyStore keys;
  private final KeyLookup lookup;
  private final Clock clock;
  private final String account;

  KeyHandlers(KeyStore keys, KeyLookup lookup, Clock clock, String account) {
    this.keys = keys;
    this.lookup = lookup;
    this.clock = clock;
    this.account = account;
  }

  void register(Map<String, KmsHandler> handlers) {
    handlers.put("CreateKey", this::create);
    handlers.put("DescribeKey", this::describe);
    handlers.put("ListKeys", this::list);
    handlers.put("EnableKey", r -> state(r, KeyState.ENABLED));
    handlers.put("DisableKey", r -> state(r, KeyState.DISABLED));
    handlers.put("ScheduleKeyDeletion", this::scheduleDeletion);
    handlers.put("CancelKeyDeletion", this::cancelDeletion);
    handlers.put("RotateKeyOnDemand", this::rotate);
    handlers.put("EnableKeyRotation", r -> rotation(r, rotationDays(r)));
    handlers.put("DisableKeyRotation", r -> rotation(r, 0));
    handlers.put("GetKeyRotationStatus", this::rotationStatus);
    handlers.put("GetKeyPolicy", this::policy);
    handlers.put("PutKeyPolicy", this::putPolicy);
  }

  private KmsKey allowed(KmsRequest request) {
    KmsKey key = lookup.named(request, KEY);
    request.need("kms:" + request.operation(), key.arn());
    return key;
  }

  private ObjectNode create(KmsRequest request) throws IOException {
    request.need("kms:CreateKey", "*");
    String usage = request.text("KeyUsage", "ENCRYPT_DECRYPT");
    String spec = request.text("KeySpec", "SYMMETRIC_DEFAULT");
    if (!usage.equals("ENCRYPT_DECRYPT") || !spec.equals("SYMMETRIC_DEFAULT")) {
      throw KmsErrors.of(
          "UnsupportedOperationException",
          "Only KeySpec SYMMETRIC_DEFAULT for ENCRYPT_DECRYPT is here, was: " + spec);
    }
    return metadata(keys.create(request.text("Description", ""), "CUSTOMER"));
  }

  private ObjectNode describe(KmsRequest request) {
    return metadata(allowed(request));
  }

  private ObjectNode metadata(KmsKey key) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = answer.putObject("KeyMetadata");
    metadata
        .put("AWSAccountId", account)
        .put(KEY, key.keyId())
        .put("Arn", key.arn())
        .put("CreationDate", key.createdMillis() / 1000.0)
        .put("Enabled", key.state() == KeyState.ENABLED)
        .put("Description", key.description())
        .put("KeyUsage", "ENCRYPT_DECRYPT")
        .put("KeyState", key.state().api())
        .put("Origin", "AWS_KMS")
        .put("KeyManager", key.manager())
        .put("KeySpec", "SYMMETRIC_DEFAULT")
        .put("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT")
        .put("MultiRegion", false)
        .put("CurrentKeyMaterialId", KeyLookup.materialId(key, key.newest()));
    metadata.putArray("EncryptionAlgorithms").add("SYMMETRIC_DEFAULT");
    if (key.deletionMillis() > 0) {
      metadata.put("DeletionDate", key.deletionMillis() / 1000.0);
    }
    return answer;
  }

  private ObjectNode list(KmsRequest request) {
    request.need("kms:ListKeys", "*");
    List<KmsKey> behind =
        keys.list().stream()
            .filter(k -> k.keyId().compareTo(request.text("Marker", "")) > 0)
            .toList();
    int limit = Math.min(request.number("Limit", 100), behind.size());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    for (KmsKey key : behind.subList(0, limit)) {
      answer.withArray("Keys").addObject().put(KEY, key.keyId()).put("KeyArn", key.arn());
    }
    answer.withArray("Keys");
    return page(answer, limit < behind.size(), limit == 0 ? null : behind.get(limit - 1).keyId());
  }

  /** The end of a page of a listing. */
  static ObjectNode page(ObjectNode answer, boolean truncated, String last) {
    answer.put("Truncated", truncated);
    return truncated ? answer.put("NextMarker", last) : answer;
  }

  private ObjectNode state(KmsRequest request, KeyState state) throws IOException {
    KmsKey key = allowed(request);
    KeyLookup.checkNotLeaving(key);
    keys.change(key, k -> k.with(state, 0));
    return null;
  }

  private ObjectNode scheduleDeletion(KmsRequest request) throws IOException {
    KmsKey key = allowed(request);
    KeyLookup.checkNotLeaving(key);
    int days = request.number("PendingWindowInDays", MAX_WINDOW_DAYS);
    if (days < MIN_WINDOW_DAYS || days > MAX_WINDOW_DAYS) {
      throw KmsErrors.validation("PendingWindowInDays must be 7 to 30, was: " + days);
    }
    long date = clock.millis() + Duration.ofDays(days).toMillis();
    KmsKey changed = keys.change(key, k -> k.with(KeyState.PENDING_DELETION, date));
    return JsonNodeFactory.instance
        .objectNode()
        .put(KEY, changed.arn())
        .put("DeletionDate", date / 1000.0)
        .put("KeyState", changed.state().api())
        .put("PendingWindowInDays", days);
  }

  private ObjectNode cancelDeletion(KmsRequest request) throws IOException {
    KmsKey key = allowed(request);
    if (key.state() != KeyState.PENDING_DELETION) {
      throw KmsErrors.of("KMSInvalidStateException", key.arn() + " is not pending deletion.");
    }
    keys.change(key, k -> k.with(KeyState.DISABLED, 0));
    return JsonNodeFactory.instance.objectNode().put(KEY, key.arn());
  }

  private ObjectNode rotate(KmsRequest request) throws IOException {
    KmsKey key = allowed(request);
    KeyLookup.checkUsable(key);
    keys.rotate(key);
    return JsonNodeFactory.instance.objectNode().put(KEY, key.arn());
  }

  private static int rotationDays(KmsRequest request) {
    int days = request.number("RotationPeriodInDays", DEFAULT_ROTATION_DAYS);
    if (days < MIN_ROTATION_DAYS || days > MAX_ROTATION_DAYS) {
      throw KmsErrors.validation("RotationPeriodInDays must be 90 to 2560, was: " + days);
    }
    return days;
  }

  private ObjectNode rotation(KmsRequest request, int days) throws IOException {
    KmsKey key = allowed(request);
    KeyLookup.checkUsable(key);
    keys.change(key, k -> k.withRotation(days));
    return null;
  }

  private ObjectNode rotationStatus(KmsRequest request) {
    KmsKey key = allowed(request);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put(KEY, key.arn()).put("KeyRotationEnabled", key.rotationDays() > 0);
    return key.rotationDays() > 0 ? answer.put("RotationPeriodInDays", key.rotationDays()) : answer;
  }

  /** The policy is kept and given back; who may do what here is up to the identities. */
  private ObjectNode policy(KmsRequest request) {
    KmsKey key = allowed(request);
    return JsonNodeFactory.instance
        .objectNode()
        .put("Policy", key.policy() == null ? defaultPolicy() : key.policy())
        .put("PolicyName", "default");
  }

  /** "Default key policy": IAM of the account decides. */
  private String defaultPolicy() {
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("Sid", "Enable IAM User Permissions").put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", "arn:aws:iam::" + account + ":root");
    statement.put("Action", "kms:*").put("Resource", "*");
    ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    policy.putArray("Statement").add(statement);
    return policy.toString();
  }

  private ObjectNode putPolicy(KmsRequest request) throws IOException {
    KmsKey key = allowed(request);
    String policy = request.text("Policy");
    keys.change(key, k -> k.withPolicy(policy));
    return null;
  }
}
