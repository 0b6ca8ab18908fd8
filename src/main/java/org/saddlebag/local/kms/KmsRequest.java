package org.saddlebag.local.kms;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.saddlebag.local.auth.Identity;

/**
 * A request whose signature held.
 *
 * @param operation the operation's name in the API
 * @param body the JSON
 * @param identity the caller
 * @param account the account id in ARNs
 */
record KmsRequest(String operation, JsonNode body, Identity identity, String account) {

  /** A text that must be there. */
  String text(String name) {
    String value = text(name, null);
    if (value == null || value.isEmpty()) {
      throw KmsErrors.validation("Value at '" + name + "' failed to satisfy constraint: required");
    }
    return value;
  }

  String text(String name, String absent) {
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? absent : value.asText();
  }

  int number(String name, int absent) {
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? absent : value.asInt(absent);
  }

  byte[] bytes(String name) {
    try {
      byte[] value = body.path(name).binaryValue();
      if (value != null) {
        return value;
      }
    } catch (IOException e) {
      // Not Base64: refused like a value that is not there.
    }
    throw KmsErrors.validation("Value at '" + name + "' failed to satisfy constraint: Base64");
  }

  /** An encryption context; empty where there is none. */
  Map<String, String> context(String name) {
    Map<String, String> context = new HashMap<>();
    body.path(name).properties().forEach(e -> context.put(e.getKey(), e.getValue().asText()));
    return context;
  }

  /** Refuses where the caller may not do this. */
  void need(String action, String resource) {
    if (!identity.may(action)) {
      throw KmsErrors.of(
          "AccessDeniedException",
          "User: "
              + identity.arn(account)
              + " is not authorized to perform: "
              + action
              + " on resource: "
              + resource
              + " because no identity-based policy allows the "
              + action
              + " action");
    }
  }
}
