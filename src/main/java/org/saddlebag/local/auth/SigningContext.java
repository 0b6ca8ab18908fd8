package org.saddlebag.local.auth;

/** The signature of a request that held, from which the signatures of its chunks are chained. */
public final class SigningContext {

  private final Identity identity;
  private final Claim claim;
  private final byte[] key;

  SigningContext(Identity identity, Claim claim) {
    this.identity = identity;
    this.claim = claim;
    byte[] date = Hashes.hmac(secret(identity), claim.scopePart(0));
    byte[] region = Hashes.hmac(date, claim.scopePart(1));
    this.key = Hashes.hmac(Hashes.hmac(region, claim.scopePart(2)), claim.scopePart(3));
  }

  private static byte[] secret(Identity identity) {
    return ("AWS4" + identity.secretKey()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Who signed.
   *
   * @return the identity
   */
  public Identity identity() {
    return identity;
  }

  /**
   * Whether the signature stood in the query.
   *
   * @return true for a presigned request
   */
  public boolean presigned() {
    return claim.presigned();
  }

  String seedSignature() {
    return claim.signature();
  }

  String sign(String algorithm, String rest) {
    return Hashes.hex(
        Hashes.hmac(key, algorithm + "\n" + claim.date() + "\n" + claim.scope() + "\n" + rest));
  }
}
