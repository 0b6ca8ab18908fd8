package org.saddlebag.aws;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;

/** What we show of ourselves, perhaps nothing, and whether a server has ever asked for it. */
final class AskedKeys extends X509ExtendedKeyManager {

  private final X509ExtendedKeyManager ours;
  private volatile boolean asked;

  /**
   * The keys.
   *
   * @param ours null for nothing
   */
  AskedKeys(X509ExtendedKeyManager ours) {
    this.ours = ours;
  }

  boolean asked() {
    return asked;
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    asked = true;
    return ours == null ? null : ours.chooseClientAlias(types, issuers, socket);
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return ours == null ? null : ours.getClientAliases(type, issuers);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return ours == null ? null : ours.getCertificateChain(alias);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return ours == null ? null : ours.getPrivateKey(alias);
  }

  /** We serve nobody. */
  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return null;
  }

  /** We serve nobody. */
  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return null;
  }
}
