package org.saddlebag.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The audit trail, and who signs it.
 *
 * @param trail whether uses of master keys are noted
 * @param folder where
 * @param stsEndpoint where the AWS identity is asked for, or null for AWS's own of the Region
 * @param signing who signs receipts and checkpoints; null for nobody
 */
public record AuditSettings(boolean trail, Path folder, URI stsEndpoint, Signing signing) {

  /**
   * The key that signs.
   *
   * @param keystore a PKCS#12 file
   * @param alias of a private key with its certificate
   * @param password of the keystore
   * @param checkpointEvery how often the ends of the audit trail are signed
   */
  public record Signing(Path keystore, String alias, Secret password, Duration checkpointEvery) {}
}
