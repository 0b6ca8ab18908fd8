package org.saddlebag.keys;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.saddlebag.errors.Refused;

/** Where a master key is, as the configuration writes it: {@code KIND:REST}. */
public sealed interface MasterKeyUri {

  /** The kinds there are, for messages. */
  String KINDS = "keystore, kms, public";

  /**
   * {@code keystore:FILE#ALIAS}.
   *
   * @param file as written; a relative one belongs to the configuration's folder
   * @param alias as written
   */
  record Keystore(Path file, String alias) implements MasterKeyUri {}

  /**
   * {@code public:CERTIFICATE.pem}.
   *
   * @param file as written; a relative one belongs to the configuration's folder
   */
  record PublicKey(Path file) implements MasterKeyUri {}

  /**
   * {@code kms:ID-ALIAS-OR-ARN}.
   *
   * @param keyId as KMS takes it
   */
  record Kms(String keyId) implements MasterKeyUri {}

  /** {@code kms:discovery}: opens with whichever KMS key sealed, and cannot seal. */
  record KmsDiscovery() implements MasterKeyUri {}

  /**
   * Splits at the first {@code :} and, for keystores, at the last {@code #}.
   *
   * @param uri for example {@code keystore:keys.p12#archive}
   * @return the parts
   * @throws Refused if the kind is unknown or a part is missing
   */
  static MasterKeyUri parse(String uri) {
    int colon = uri.indexOf(':');
    if (colon < 0) {
      throw bad(uri, "has no ':'; it must be KIND:REST with a kind of " + KINDS);
    }
    String rest = uri.substring(colon + 1).strip();
    if (rest.isEmpty()) {
      throw bad(uri, "has nothing behind the kind");
    }
    String kind = uri.substring(0, colon).strip();
    return switch (kind) {
      case "keystore" -> keystore(uri, rest);
      case "kms" -> rest.equals("discovery") ? new KmsDiscovery() : new Kms(rest);
      case "public" -> new PublicKey(path(uri, rest));
      default -> throw bad(uri, "is of the unknown kind '%s'; there are %s".formatted(kind, KINDS));
    };
  }

  private static Keystore keystore(String uri, String rest) {
    int hash = rest.lastIndexOf('#');
    if (hash <= 0 || hash == rest.length() - 1) {
      throw bad(uri, "must name a file and an alias, as keystore:FILE#ALIAS");
    }
    return new Keystore(path(uri, rest.substring(0, hash)), rest.substring(hash + 1));
  }

  private static Path path(String uri, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw bad(uri, "names a file that this system cannot have");
    }
  }

  private static Refused bad(String uri, String why) {
    return new Refused(KeyError.BAD_URI, "the master key '%s' %s".formatted(uri, why));
  }
}
