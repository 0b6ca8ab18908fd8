package org.saddlebag.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.keys.KeyLabel;
import org.saddlebag.keys.KeyWitness;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.KeystoreKeys;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.keys.MasterKeyUri;
import org.saddlebag.keys.PublicKeyFile;
import org.saddlebag.keys.kms.KmsMasterKey;
import org.saddlebag.keys.kms.KmsTarget;
import software.amazon.awssdk.services.kms.KmsClient;

/** Makes the configured master keys: opens keystores and key files; KMS is not called yet. */
final class MasterKeys {

  private final Supplier<KmsClient> kms;
  private final KeyWitness witness;

  /**
   * A maker.
   *
   * @param kms asked only where a key is in KMS
   * @param witness sees every use of a key
   */
  MasterKeys(Supplier<KmsClient> kms, KeyWitness witness) {
    this.kms = kms;
    this.witness = witness;
  }

  /**
   * Makes all keys.
   *
   * @throws SaddlebagException if one can't be had; where several can't, the message names them all
   */
  Keyring keyring(List<MasterKeySettings> settings) {
    List<MasterKey> keys = new ArrayList<>();
    List<SaddlebagException> failures = new ArrayList<>();
    for (MasterKeySettings key : settings) {
      try {
        keys.add(masterKey(key));
      } catch (SaddlebagException e) {
        failures.add(e);
      }
    }
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    if (!failures.isEmpty()) {
      throw together(failures);
    }
    return new Keyring(keys, witness);
  }

  private MasterKey masterKey(MasterKeySettings key) {
    KeyLabel label = new KeyLabel(key.name(), key.version(), key.defaultForForeign());
    if (key.uri() instanceof MasterKeyUri.Keystore keystore) {
      Supplier<char[]> password = key.password()::read;
      return new KeystoreKeys(keystore.file(), password).masterKey(keystore.alias(), label);
    }
    if (key.uri() instanceof MasterKeyUri.PublicKey publicKey) {
      return PublicKeyFile.masterKey(publicKey.file(), label, key.ignoreExpiry());
    }
    return new KmsMasterKey(key.name(), target(key), key.context(), kms.get());
  }

  private static KmsTarget target(MasterKeySettings key) {
    return key.uri() instanceof MasterKeyUri.Kms one
        ? new KmsTarget.Key(one.keyId())
        : new KmsTarget.Discovery(key.accounts(), key.regions());
  }

  private static KeyUnavailable together(List<SaddlebagException> failures) {
    StringBuilder what = new StringBuilder(failures.size() + " master keys can't be had");
    for (SaddlebagException failure : failures) {
      what.append("\n  - ").append(failure.what()).append(": ").append(failure.fix());
    }
    return new KeyUnavailable(SettingsError.MASTER_KEYS_UNUSABLE, what.toString());
  }
}
