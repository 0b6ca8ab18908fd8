package org.saddlebag.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.saddlebag.local.store.Encryption;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Header;
import org.saddlebag.local.wire.Headers;

/** Server-side encryption: what a write asks for, what a read must bring, what is echoed. */
final class Sse {

  private static final String SSE = "x-amz-server-side-encryption";
  private static final String KEY_ID = SSE + "-aws-kms-key-id";
  private static final String CONTEXT = SSE + "-context";
  private static final String BUCKET_KEY = SSE + "-bucket-key-enabled";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Settings settings;
  private final Lookup lookup;

  Sse(S3Settings settings, Lookup lookup) {
    this.settings = settings;
    this.lookup = lookup;
  }

  /** The encryption that a new object or upload gets; exactly one kind. */
  Encryption forWrite(S3Request request) {
    Headers headers = request.headers();
    CustomerKey customer = CustomerKey.of(headers);
    String kind = headers.get(SSE);
    BucketEncryption bucket = BucketEncryption.of(lookup.bucket(request));
    if (customer != null) {
      return customer(customer, headers, bucket.blocksCustomerKeys());
    }
    if (kind == null && bucket.kms() && !headers.has(KEY_ID) && !headers.has(CONTEXT)) {
      request.need("kms:GenerateDataKey");
      KmsKeys.Key key = usable(bucket.keyId() == null ? "alias/aws/s3" : bucket.keyId());
      return new Encryption.SseKms(
          key.arn(), bucket.dual(), !bucket.dual() && bucket.bucketKey(), null);
    }
    if (kind == null || kind.equals("AES256")) {
      refuseKmsHeaders(headers);
      return new Encryption.SseS3();
    }
    if (!kind.equals("aws:kms") && !kind.equals("aws:kms:dsse")) {
      throw S3Errors.invalidArgument("The encryption method specified is not supported", SSE, kind);
    }
    request.need("kms:GenerateDataKey");
    return kms(headers, kind.endsWith(":dsse"));
  }

  private Encryption customer(CustomerKey key, Headers headers, boolean blocked) {
    if (headers.has(SSE) || headers.has(KEY_ID) || headers.has(CONTEXT)) {
      throw S3Errors.invalidArgument(
          "Server Side Encryption with Customer provided key is incompatible with the encryption"
              + " method specified",
          SSE,
          headers.get(SSE));
    }
    if (blocked) {
      throw S3Errors.accessDenied("This bucket blocks writes with SSE-C.");
    }
    return key.seal();
  }

  private static void refuseKmsHeaders(Headers headers) {
    if (headers.has(KEY_ID) || headers.has(CONTEXT)) {
      throw S3Errors.invalidArgument(
          "Server Side Encryption with AWS KMS managed key requires HTTP header"
              + " x-amz-server-side-encryption : aws:kms",
          SSE,
          headers.get(SSE));
    }
  }

  private Encryption kms(Headers headers, boolean dual) {
    String context = headers.get(CONTEXT);
    if (context != null) {
      checkContext(context);
    }
    KmsKeys.Key key = usable(headers.get(KEY_ID, "alias/aws/s3"));
    // DSSE-KMS takes the header and makes no use of bucket keys.
    boolean bucketKey = !dual && headers.get(BUCKET_KEY, "").equalsIgnoreCase("true");
    return new Encryption.SseKms(key.arn(), dual, bucketKey, context);
  }

  private static void checkContext(String context) {
    try {
      JsonNode json = JSON.readTree(Base64.getDecoder().decode(context));
      if (json.isObject() && json.valueStream().allMatch(JsonNode::isTextual)) {
        return;
      }
    } catch (IllegalArgumentException | IOException e) {
      // Not Base64, or no JSON: refused below like any other shape.
    }
    throw S3Errors.invalidArgument(
        "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string"
            + " holding JSON which represents a string-string map",
        CONTEXT,
        context);
  }

  /** The KMS key, where it can be used. */
  KmsKeys.Key usable(String name) {
    KmsKeys.Key key = settings.kms().find(name);
    if (key == null) {
      throw new ApiError(400, "KMS.NotFoundException", "Key '" + name + "' does not exist");
    }
    return switch (key.state()) {
      case ENABLED -> key;
      case DISABLED ->
          throw new ApiError(400, "KMS.DisabledException", key.arn() + " is disabled.");
      case UNUSABLE ->
          throw new ApiError(
              400, "KMS.KMSInvalidStateException", key.arn() + " is pending deletion.");
    };
  }

  /** Refuses a read that does not bring what the object was stored with. */
  void checkRead(S3Request request, Encryption stored, CustomerKey key) {
    if (stored instanceof Encryption.SseC sealed) {
      if (key == null) {
        throw S3Errors.invalidRequest(
            "The object was stored using a form of Server Side Encryption. The correct parameters"
                + " must be provided to retrieve the object.");
      }
      if (!key.opens(sealed)) {
        throw S3Errors.accessDenied("The SSE-C key is not the one the object was stored with.");
      }
      return;
    }
    if (key != null) {
      throw S3Errors.invalidRequest("The encryption parameters are not applicable to this object.");
    }
    if (stored instanceof Encryption.SseKms kms) {
      request.need("kms:Decrypt");
      usable(kms.keyArn());
    }
  }

  /** Headers that belong to writes are refused elsewhere. */
  static void refuseWriteHeaders(Headers headers) {
    for (String header : List.of(SSE, KEY_ID, CONTEXT)) {
      if (headers.has(header)) {
        throw S3Errors.invalidArgument(
            header + " header is not supported for this operation.", header, headers.get(header));
      }
    }
  }

  /** Refuses a part that does not bring what the upload was begun with. */
  void checkPart(S3Request request, Encryption upload) {
    refuseWriteHeaders(request.headers());
    CustomerKey key = CustomerKey.of(request.headers());
    if (upload instanceof Encryption.SseC sealed) {
      if (key == null) {
        throw S3Errors.invalidRequest(
            "The multipart upload initiate requested encryption. Subsequent part requests must"
                + " include the appropriate encryption parameters.");
      }
      if (!key.opens(sealed)) {
        throw S3Errors.invalidRequest(
            "The provided encryption parameters did not match the ones used originally.");
      }
    } else if (key != null) {
      throw S3Errors.invalidRequest(
          "The multipart upload initiate did not request encryption with a customer key.");
    } else if (upload instanceof Encryption.SseKms kms) {
      needForParts(request);
      usable(kms.keyArn());
    }
  }

  /** S3 reads parts again when it assembles them, so a multipart upload also needs Decrypt. */
  static void needForParts(S3Request request) {
    request.need("kms:GenerateDataKey");
    request.need("kms:Decrypt");
  }

  /** The headers that tell the client how an object is encrypted. */
  static List<Header> echo(Encryption encryption) {
    return echo(encryption, false);
  }

  /** The same with the encryption context, which only writes echo. */
  static List<Header> echoOfWrite(Encryption encryption) {
    return echo(encryption, true);
  }

  private static List<Header> echo(Encryption encryption, boolean withContext) {
    List<Header> headers = new ArrayList<>();
    if (encryption instanceof Encryption.SseKms kms) {
      headers.add(new Header(SSE, kms.dual() ? "aws:kms:dsse" : "aws:kms"));
      headers.add(new Header(KEY_ID, kms.keyArn()));
      if (kms.bucketKey()) {
        headers.add(new Header(BUCKET_KEY, "true"));
      }
      if (withContext && kms.context() != null) {
        headers.add(new Header(CONTEXT, kms.context()));
      }
    } else if (encryption instanceof Encryption.SseC customer) {
      headers.add(new Header(SSE + "-customer-algorithm", "AES256"));
      headers.add(new Header(SSE + "-customer-key-MD5", customer.keyMd5()));
    } else {
      headers.add(new Header(SSE, "AES256"));
    }
    return headers;
  }
}
