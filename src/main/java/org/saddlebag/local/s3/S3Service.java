package org.saddlebag.local.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.saddlebag.local.auth.AuthFailure;
import org.saddlebag.local.auth.Payload;
import org.saddlebag.local.auth.SignatureCheck;
import org.saddlebag.local.auth.SigningContext;
import org.saddlebag.local.store.Buckets;
import org.saddlebag.local.store.StoreConflict;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.ApiError;
import org.saddlebag.local.wire.Body;
import org.saddlebag.local.wire.Call;
import org.saddlebag.local.wire.Request;
import org.saddlebag.local.wire.Service;

/** The S3 API as a whole. */
public final class S3Service implements Service {

  private static final String SHA256 = "x-amz-content-sha256";

  private static final List<String> OWNERS =
      List.of("x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner");

  private final SignatureCheck signatures;
  private final String account;
  private final Archive archive;
  private final S3Router router = new S3Router();
  private final Map<S3Operation, S3Handler> handlers = new EnumMap<>(S3Operation.class);

  /**
   * The API over a store.
   *
   * @param buckets the store
   * @param signatures who may call
   * @param settings what can be set
   */
  public S3Service(Buckets buckets, SignatureCheck signatures, S3Settings settings) {
    this.signatures = signatures;
    this.account = settings.account();
    Lookup lookup = new Lookup(buckets);
    Sse sse = new Sse(settings, lookup);
    Intake intake = new Intake(settings);
    new BucketHandlers(buckets, lookup, settings).register(handlers);
    new ConfigurationHandlers(lookup, settings).register(handlers);
    new ListHandlers(lookup).register(handlers);
    new VersionListHandler(lookup).register(handlers);
    archive = new Archive(lookup, settings.clock());
    archive.register(handlers);
    new ReadHandlers(lookup, sse, archive).register(handlers);
    new WriteHandlers(lookup, sse, intake).register(handlers);
    new CopyHandler(lookup, sse, intake, archive).register(handlers);
    new DeleteHandlers(lookup).register(handlers);
    new TaggingHandlers(lookup).register(handlers);
    new UploadHandlers(lookup, sse, intake, archive, settings).register(handlers);
    new CompleteHandler(lookup, settings).register(handlers);
    new UploadListHandlers(lookup).register(handlers);
  }

  /**
   * Sets how long it takes until an archived object can be read, also of those that wait already.
   *
   * @param span from the request on, 5 s where it is not set; at AWS minutes to days
   */
  public void restoringTakes(Duration span) {
    archive.restoringTakes(span);
  }

  @Override
  public Call classify(Request request) {
    Target target = Target.of(request);
    String operation = router.route(request, target).api();
    String part = request.query().get("partNumber", "");
    int number = part.matches("[0-9]{1,6}") ? Integer.parseInt(part) : 0;
    return new Call(operation, target.bucket(), target.key(), number);
  }

  @Override
  public Answer handle(Request request, Call call) throws IOException {
    Target target = Target.of(request);
    S3Operation operation = router.route(request, target);
    try {
      SigningContext context = signatures.verify(request, payloadHash(request));
      S3Request allowed =
          new S3Request(
              request, operation, target, context.identity(), new Payload(request, context));
      allowed.need(operation.action(request.query()));
      needOwner(request);
      return handle(allowed);
    } catch (AuthFailure e) {
      throw S3Errors.of(e);
    }
  }

  /** S3 User Guide, "Verifying bucket ownership with bucket owner condition". */
  private void needOwner(Request request) {
    for (String header : OWNERS) {
      if (!request.headers().get(header, account).equals(account)) {
        throw S3Errors.accessDenied("Access Denied");
      }
    }
  }

  private Answer handle(S3Request request) throws IOException {
    try {
      return handlers.get(request.operation()).handle(request);
    } catch (StoreConflict e) {
      throw S3Errors.of(e, request);
    }
  }

  private static String payloadHash(Request request) {
    if (request.headers().has("authorization") && !request.headers().has(SHA256)) {
      throw S3Errors.invalidRequest("Missing required header for this request: " + SHA256);
    }
    String mode = Payload.mode(request);
    if (!Payload.known(mode)) {
      throw S3Errors.invalidArgument(
          SHA256
              + " must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
              + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
              + " or a valid sha256 value.",
          SHA256,
          mode);
    }
    return mode;
  }

  @Override
  public Answer refuse(Request request, ApiError error) {
    Answer bare = Answer.of(error.status()).with(error.headers());
    if (request.method().equals("HEAD") || error.status() == 304) {
      return bare;
    }
    Xml xml = Xml.error().text("Code", error.code()).text("Message", error.getMessage());
    error.details().forEach(xml::text);
    xml.text("RequestId", request.id()).text("HostId", "local");
    return bare.with("Content-Type", "application/xml").with(Body.of(xml.bytes()));
  }

  @Override
  public Answer finish(Request request, Answer answer) {
    return answer.with("x-amz-request-id", request.id()).with("x-amz-id-2", "local");
  }
}
