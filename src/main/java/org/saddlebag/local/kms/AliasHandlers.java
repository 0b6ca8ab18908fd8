package org.saddlebag.local.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The operations on aliases. */
final class AliasHandlers {

  private static final String ALIAS = "AliasName";

  private final KeyStore keys;
  private final KeyLookup lookup;

  AliasHandlers(KeyStore keys, KeyLookup lookup) {
    this.keys = keys;
    this.lookup = lookup;
  }

  void register(Map<String, KmsHandler> handlers) {
    handlers.put("CreateAlias", this::create);
    handlers.put("UpdateAlias", this::update);
    handlers.put("DeleteAlias", this::delete);
    handlers.put("ListAliases", this::list);
  }

  private ObjectNode create(KmsRequest request) throws IOException {
    String alias = checked(request);
    if (keys.aliases().containsKey(alias)) {
      throw KmsErrors.of(
          "AlreadyExistsException", "An alias with the name " + alias + " already exists");
    }
    return point(request, alias);
  }

  private ObjectNode update(KmsRequest request) throws IOException {
    return point(request, existing(request));
  }

  private ObjectNode point(KmsRequest request, String alias) throws IOException {
    KmsKey key = lookup.named(request, "TargetKeyId");
    request.need("kms:" + request.operation(), key.arn());
    KeyLookup.checkNotLeaving(key);
    keys.putAlias(alias, key.keyId());
    return null;
  }

  private ObjectNode delete(KmsRequest request) throws IOException {
    String alias = existing(request);
    request.need("kms:DeleteAlias", keys.aliasArn(alias));
    keys.removeAlias(alias);
    return null;
  }

  private String existing(KmsRequest request) {
    String alias = checked(request);
    if (!keys.aliases().containsKey(alias)) {
      throw KmsErrors.of("NotFoundException", "Alias " + keys.aliasArn(alias) + " is not found.");
    }
    return alias;
  }

  private static String checked(KmsRequest request) {
    String alias = request.text(ALIAS);
    if (!alias.matches("alias/[a-zA-Z0-9/_-]+") || alias.startsWith("alias/aws/")) {
      throw KmsErrors.validation(
          "AliasName must be alias/NAME of letters, digits, / _ -, not alias/aws/, was: " + alias);
    }
    return alias;
  }

  private ObjectNode list(KmsRequest request) {
    request.need("kms:ListAliases", "*");
    String of = request.text("KeyId", null) == null ? null : lookup.named(request, "KeyId").keyId();
    List<Map.Entry<String, String>> behind =
        keys.aliases().entrySet().stream()
            .filter(e -> of == null || e.getValue().equals(of))
            .filter(e -> e.getKey().compareTo(request.text("Marker", "")) > 0)
            .toList();
    int limit = Math.min(request.number("Limit", 50), behind.size());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> entry : behind.subList(0, limit)) {
      answer
          .withArray("Aliases")
          .addObject()
          .put(ALIAS, entry.getKey())
          .put("AliasArn", keys.aliasArn(entry.getKey()))
          .put("TargetKeyId", entry.getValue());
    }
    answer.withArray("Aliases");
    String last = limit == 0 ? null : behind.get(limit - 1).getKey();
    return KeyHandlers.page(answer, limit < behind.size(), last);
  }
}
