package org.saddlebag.interop;

import java.net.URI;
import java.util.List;
import javax.net.ssl.TrustManager;

/**
 * How another client reaches the store and KMS; without any type of the SDK, of which every release
 * of a peer has its own.
 *
 * @param s3 the store's endpoint
 * @param kms the KMS's endpoint, or null where there is none
 * @param kmsKeyId a key there, or null
 * @param region the region to sign for
 * @param accessKey for both
 * @param secretKey for both
 * @param trust whom to trust over TLS; empty for whom the platform trusts
 */
public record PeerAccess(
    URI s3,
    URI kms,
    String kmsKeyId,
    String region,
    String accessKey,
    String secretKey,
    List<TrustManager> trust) {

  @Override
  public String toString() {
    return "access to " + s3;
  }
}
