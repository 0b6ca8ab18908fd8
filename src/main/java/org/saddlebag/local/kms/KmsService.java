package org.saddlebag.local.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.saddlebag.local.auth.AuthFailure;
import org.saddlebag.local.auth.Hashes;
import org.saddlebag.local.auth.SignatureCheck;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Body;
import org.saddlebag.local.wire.Call;
import org.saddlebag.local.wire.Request;
import org.saddlebag.local.wire.Service;

/** The KMS API as a whole: JSON 1.1, the operation in {@code X-Amz-Target}. */
public final class KmsService implements Service {

  private static final String TARGET = "TrentService.";
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private final ObjectMapper json = new ObjectMapper();
  private final SignatureCheck signatures;
  private final String account;
  private final Map<String, KmsHandler> handlers = new HashMap<>();

  /**
   * The API over a key store.
   *
   * @param keys the keys
   * @param signatures who may call
   * @param clock the clock
   * @param account the account id in ARNs
   */
  public KmsService(KeyStore keys, SignatureCheck signatures, Clock clock, String account) {
    this.signatures = signatures;
    this.account = account;
    KeyLookup lookup = new KeyLookup(keys);
    new CryptoHandlers(keys, lookup).register(handlers);
    new KeyHandlers(keys, lookup, clock, account).register(handlers);
    new AliasHandlers(keys, lookup).register(handlers);
  }

  @Override
  public Call classify(Request request) {
    String target = request.headers().get("x-amz-target", "");
    String operation = target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
    if (!handlers.containsKey(operation)) {
      throw KmsErrors.of("UnknownOperationException", "There is no operation here for " + target);
    }
    return new Call(operation, null, null, 0);
  }

  @Override
  public Answer handle(Request request, Call call) throws IOException {
    byte[] body = request.body().readNBytes(MAX_BODY_BYTES);
    try {
      KmsRequest checked =
          new KmsRequest(
              call.operation(),
              parse(body),
              signatures.verify(request, Hashes.sha256Hex(body)).identity(),
              account);
      return answer(200, handlers.get(call.operation()).handle(checked));
    } catch (AuthFailure e) {
      throw KmsErrors.of(e);
    }
  }

  private JsonNode parse(byte[] body) {
    try {
      JsonNode node = json.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      // No JSON: refused like any other shape.
    }
    throw KmsErrors.of("SerializationException", "The body is no JSON object.");
  }

  private Answer answer(int status, ObjectNode content) throws IOException {
    byte[] bytes = content == null ? new byte[0] : json.writeValueAsBytes(content);
    return Answer.of(status)
        .with("Content-Type", "application/x-amz-json-1.1")
        .with(Body.of(bytes));
  }

  @Override
  public Answer refuse(Request request, ApiError error) {
    ObjectNode content = json.createObjectNode().put("__type", error.code());
    if (error.getMessage() != null) {
      content.put("message", error.getMessage());
    }
    try {
      return answer(error.status(), content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Answer finish(Request request, Answer answer) {
    return answer.with("x-amzn-RequestId", request.id());
  }
}
