package org.saddlebag.s3;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signature version 4 with {@code UNSIGNED-PAYLOAD} over plain http too, for an endpoint on this
 * very machine. Over TLS the SDK signs so by itself; without TLS it hashes every body with SHA-256
 * first, which takes longer than to encrypt and send it. Nothing is lost where no network lies in
 * between: the checksum header is signed, and what is sealed carries its own authentication tag.
 */
final class UnsignedPayload implements AwsV4AuthScheme {

  private final AwsV4AuthScheme scheme = AwsV4AuthScheme.create();

  @Override
  public String schemeId() {
    return scheme.schemeId();
  }

  @Override
  public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
    return scheme.identityProvider(providers);
  }

  @Override
  public AwsV4HttpSigner signer() {
    return new Signer(scheme.signer());
  }

  private record Signer(AwsV4HttpSigner signer) implements AwsV4HttpSigner {

    /** The signer looks at the protocol; nothing that it writes down does. */
    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
      SdkHttpRequest plain = request.request();
      SignedRequest signed = signer.sign(as(request, withProtocol(plain, "https")));
      return signed.toBuilder().request(withProtocol(signed.request(), plain.protocol())).build();
    }

    private static <I extends AwsCredentialsIdentity> SignRequest<I> as(
        SignRequest<I> request, SdkHttpRequest other) {
      return request.copy(copy -> copy.request(other));
    }

    private static SdkHttpRequest withProtocol(SdkHttpRequest request, String protocol) {
      return request.copy(copy -> copy.protocol(protocol));
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(
        AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
      return signer.signAsync(request);
    }
  }
}
