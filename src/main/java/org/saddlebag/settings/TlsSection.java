package org.saddlebag.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.saddlebag.aws.ClientCertificate;
import org.saddlebag.aws.TlsSettings;
import org.saddlebag.aws.TlsVersion;
import org.saddlebag.keys.MasterKeyUri;

/** Whom we trust, which TLS we speak, and what we show of ourselves. */
final class TlsSection {

  private final Key<Boolean> trustAll;
  private final Key<Path> caBundle;
  private final Key<TlsVersion> minTls;
  private final Key<MasterKeyUri.Keystore> certificate;
  private final Key<Secret> password;

  /**
   * The section of a service of which Camel's components know nothing.
   *
   * @param ours {@code saddlebag.brokers.NAME.} or the like
   */
  TlsSection(String ours) {
    this(null, ours);
  }

  /**
   * The section of one service.
   *
   * @param camel {@code camel.component.aws2-s3.} or the like
   * @param ours {@code saddlebag.s3.} or the like
   */
  TlsSection(String camel, String ours) {
    trustAll =
        camel == null ? null : Key.of(camel + "trustAllCertificates", Values.bool(), "false");
    caBundle = Key.optional(ours + "ca-bundle", Values.path());
    minTls = Key.of(ours + "min-tls", TlsSection::version, TlsVersion.V1_2.number());
    certificate = Key.optional(ours + "client-certificate", KeystoreText.or("no keystore"));
    password = Key.secret(ours + "client-certificate-password");
  }

  List<Key<?>> keys() {
    return Stream.of(trustAll, caBundle, minTls, certificate, password)
        .filter(Objects::nonNull)
        .<Key<?>>map(key -> key)
        .toList();
  }

  TlsSettings read(RawSettings settings) {
    if (trustAll != null && settings.get(trustAll)) {
      settings
          .problems()
          .add(
              trustAll.name(),
              "would let anybody answer",
              "name the authority in " + caBundle.name());
    }
    return new TlsSettings(
        settings.get(caBundle), settings.get(minTls), clientCertificate(settings));
  }

  /** Null where none is configured, or where it can't be used. */
  private ClientCertificate clientCertificate(RawSettings settings) {
    MasterKeyUri.Keystore where = settings.get(certificate);
    Secret secret = settings.get(password);
    if (settings.has(certificate) != settings.has(password)) {
      boolean keyless = settings.has(password);
      settings
          .problems()
          .add(
              keyless ? certificate.name() : password.name(),
              "is missing",
              "give it together with " + (keyless ? password.name() : certificate.name()));
    }
    if (where != null) {
      settings.requireReadable(certificate.name(), where.file());
    }
    return where == null || secret == null
        ? null
        : new ClientCertificate(where.file(), where.alias(), secret::read);
  }

  private static TlsVersion version(String text, Surroundings surroundings) throws BadValue {
    for (TlsVersion version : TlsVersion.values()) {
      if (version.number().equals(text)) {
        return version;
      }
    }
    String known =
        Arrays.stream(TlsVersion.values())
            .map(TlsVersion::number)
            .collect(Collectors.joining(" or "));
    throw new BadValue("is '" + text + "'", "write " + known);
  }
}
