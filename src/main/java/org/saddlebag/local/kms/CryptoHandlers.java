package org.saddlebag.local.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Map;

/** The operations that use keys. */
final class CryptoHandlers {

  /** "Encrypt": up to 4,096 bytes. */
  private static final int MAX_PLAINTEXT_BYTES = 4096;

  /** "GenerateDataKey": NumberOfBytes up to 1,024. */
  private static final int MAX_DATA_KEY_BYTES = 1024;

  private static final String KEY = "KeyId";
  private static final String BLOB = "CiphertextBlob";

  private final KeyStore keys;
  private final KeyLookup lookup;
  private final SecureRandom random = new SecureRandom();

  CryptoHandlers(KeyStore keys, KeyLookup lookup) {
    this.keys = keys;
    this.lookup = lookup;
  }

  void register(Map<String, KmsHandler> handlers) {
    handlers.put("GenerateDataKey", r -> generate(r, true));
    handlers.put("GenerateDataKeyWithoutPlaintext", r -> generate(r, false));
    handlers.put("Encrypt", this::encrypt);
    handlers.put("Decrypt", this::decrypt);
    handlers.put("ReEncrypt", this::reEncrypt);
  }

  /** What came out of a blob. */
  private static final class Opened {
    private final KmsKey key;
    private final int material;
    private final byte[] plaintext;

    Opened(KmsKey key, int material, byte[] plaintext) {
      this.key = key;
      this.material = material;
      this.plaintext = plaintext;
    }
  }

  private ObjectNode generate(KmsRequest request, boolean withPlaintext) {
    KmsKey key = lookup.usable(request, KEY, "kms:" + request.operation());
    byte[] dataKey = new byte[dataKeyBytes(request)];
    random.nextBytes(dataKey);
    refuseDryRun(request);
    ObjectNode answer = answer(key, key.newest());
    answer.put(BLOB, CiphertextBlob.encrypt(key, dataKey, request.context("EncryptionContext")));
    return withPlaintext ? answer.put("Plaintext", dataKey) : answer;
  }

  private static int dataKeyBytes(KmsRequest request) {
    String spec = request.text("KeySpec", null);
    int number = request.number("NumberOfBytes", 0);
    if ((spec == null) == (number == 0)) {
      throw KmsErrors.validation("Please specify either number of bytes or key spec.");
    }
    if (number < 0 || number > MAX_DATA_KEY_BYTES) {
      throw KmsErrors.validation("NumberOfBytes must be 1 to 1024, was: " + number);
    }
    if (spec == null) {
      return number;
    }
    return switch (spec) {
      case "AES_256" -> 32;
      case "AES_128" -> 16;
      default -> throw KmsErrors.validation("KeySpec must be AES_256 or AES_128, was: " + spec);
    };
  }

  private ObjectNode encrypt(KmsRequest request) {
    KmsKey key = lookup.usable(request, KEY, "kms:Encrypt");
    byte[] plaintext = request.bytes("Plaintext");
    if (plaintext.length == 0 || plaintext.length > MAX_PLAINTEXT_BYTES) {
      throw KmsErrors.validation("Plaintext must be 1 to 4096 bytes long.");
    }
    refuseDryRun(request);
    ObjectNode answer = answer(key, key.newest());
    answer.put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    return answer.put(
        BLOB, CiphertextBlob.encrypt(key, plaintext, request.context("EncryptionContext")));
  }

  private ObjectNode decrypt(KmsRequest request) {
    if (ignoresCiphertext(request)) {
      lookup.usable(request, KEY, "kms:Decrypt");
      refuseDryRun(request);
    }
    Opened opened = open(request, "kms:Decrypt", KEY, "EncryptionContext");
    refuseDryRun(request);
    ObjectNode answer = answer(opened.key, opened.material);
    answer.put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    return answer.put("Plaintext", opened.plaintext);
  }

  private ObjectNode reEncrypt(KmsRequest request) {
    Opened opened = open(request, "kms:ReEncryptFrom", "SourceKeyId", "SourceEncryptionContext");
    KmsKey target = lookup.usable(request, "DestinationKeyId", "kms:ReEncryptTo");
    refuseDryRun(request);
    Map<String, String> context = request.context("DestinationEncryptionContext");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put(BLOB, CiphertextBlob.encrypt(target, opened.plaintext, context));
    answer.put("SourceKeyId", opened.key.arn());
    answer.put("SourceKeyMaterialId", KeyLookup.materialId(opened.key, opened.material));
    answer.put("DestinationKeyMaterialId", KeyLookup.materialId(target, target.newest()));
    return answer.put(KEY, target.arn());
  }

  private Opened open(KmsRequest request, String action, String keyField, String contextField) {
    CiphertextBlob blob = CiphertextBlob.parse(request.bytes(BLOB));
    KmsKey named = request.text(keyField, null) == null ? null : lookup.named(request, keyField);
    if (blob == null) {
      throw KmsErrors.invalidCiphertext();
    }
    KmsKey key = keys.find(blob.keyId());
    if (named != null && !named.keyId().equals(blob.keyId())) {
      throw KmsErrors.of(
          "IncorrectKeyException",
          "The key ID in the request does not identify a CMK that can perform this operation.");
    }
    if (key == null) {
      throw KmsErrors.of(
          "AccessDeniedException",
          "The ciphertext refers to a customer master key that does not exist, does not exist in"
              + " this region, or you are not allowed to access.");
    }
    request.need(action, key.arn());
    KeyLookup.checkUsable(key);
    byte[] plaintext = blob.decrypt(key, request.context(contextField));
    if (plaintext == null) {
      throw KmsErrors.invalidCiphertext();
    }
    return new Opened(key, blob.material(), plaintext);
  }

  /** "Decrypt", DryRunModifiers: only the permission is looked at. */
  private static boolean ignoresCiphertext(KmsRequest request) {
    return request.body().path("DryRun").asBoolean(false)
        && request
            .body()
            .path("DryRunModifiers")
            .valueStream()
            .anyMatch(modifier -> modifier.asText().equals("IGNORE_CIPHERTEXT"));
  }

  private static void refuseDryRun(KmsRequest request) {
    if (request.body().path("DryRun").asBoolean(false)) {
      throw new org.saddlebag.local.wire.ApiError(
          412,
          "DryRunOperationException",
          "The request would have succeeded, but the DryRun option is set.");
    }
  }

  private static ObjectNode answer(KmsKey key, int material) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(KEY, key.arn())
        .put("KeyMaterialId", KeyLookup.materialId(key, material));
  }
}
