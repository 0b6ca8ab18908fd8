package org.saddlebag.local.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.saddlebag.local.auth.AuthFailure.Kind;
import org.saddlebag.local.wire.Request;

/** Checks Signature Version 4 of a request against the known access keys. */
public final class SignatureCheck {

  // "Elements of an AWS API request signature": within 15 minutes of the service's clock.
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private final Map<String, Identity> identities;
  private final Clock clock;
  private final String service;
  private final String region;

  /**
   * A check for one service.
   *
   * @param identities who may call
   * @param clock the service's clock
   * @param service the service's name in credential scopes, {@code s3} or {@code kms}
   * @param region the Region that must be signed for, or null for any
   */
  public SignatureCheck(
      Collection<Identity> identities, Clock clock, String service, String region) {
    this.identities =
        identities.stream().collect(Collectors.toMap(Identity::accessKey, Function.identity()));
    this.clock = clock;
    this.service = service;
    this.region = region;
  }

  /**
   * Checks a request.
   *
   * @param request the request
   * @param payloadHash what stands for the body in the signature
   * @return who signed
   * @throws AuthFailure when the signature does not hold
   */
  public SigningContext verify(Request request, String payloadHash) {
    Claim claim = Claim.of(request);
    Identity identity = identities.get(claim.accessKey());
    if (identity == null) {
      throw new AuthFailure(
          Kind.UNKNOWN_KEY, "The AWS Access Key Id you provided does not exist in our records.");
    }
    checkScope(claim);
    checkTime(claim);
    SigningContext context = new SigningContext(identity, claim);
    String text = CanonicalRequest.of(request, claim.signedHeaders(), payloadHash);
    String expected = context.sign("AWS4-HMAC-SHA256", Hashes.sha256Hex(text));
    if (!claim.signedHeaders().contains("host") || !Hashes.same(expected, claim.signature())) {
      throw new AuthFailure(
          Kind.MISMATCH,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your key and signing method.");
    }
    return context;
  }

  private void checkScope(Claim claim) {
    boolean right =
        claim.scopePart(2).equals(service)
            && claim.scopePart(3).equals("aws4_request")
            && claim.date().startsWith(claim.scopePart(0))
            && (region == null || claim.scopePart(1).equals(region));
    if (!right) {
      throw new AuthFailure(
          Kind.MALFORMED,
          "The credential scope must be DATE/"
              + (region == null ? "REGION" : region)
              + "/"
              + service
              + "/aws4_request, was "
              + claim.scope());
    }
  }

  private void checkTime(Claim claim) {
    Instant now = clock.instant();
    Instant signed = claim.time();
    if (claim.presigned()) {
      if (now.isAfter(signed.plusSeconds(claim.expiresSeconds()))) {
        throw new AuthFailure(Kind.EXPIRED, "Request has expired");
      }
    } else if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
      throw new AuthFailure(
          Kind.SKEWED,
          "The difference between the request time and the current time is too large.");
    }
  }
}
