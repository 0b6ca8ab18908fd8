package org.saddlebag.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.saddlebag.audit.AuditTrail;
import org.saddlebag.audit.Who;
import org.saddlebag.delivery.DeliveryWitness;
import org.saddlebag.keys.KeyWitness;
import org.saddlebag.keys.MasterKeyUri;
import org.saddlebag.keys.kms.CallerIdentity;
import org.saddlebag.keys.kms.KmsSettings;
import org.saddlebag.s3.StoreEndpoint;

/** The audit trail of this process, or nobody in its place. */
public final class Audit implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final boolean kept;
  private final Lazy<AuditTrail> trail;

  Audit(Settings settings) {
    this.kept = settings.audit().trail();
    this.trail = new Lazy<>(() -> open(settings));
  }

  private static AuditTrail open(Settings settings) {
    Who who = Who.here(hostName(), settings.node().name(), identity(settings));
    return AuditTrail.open(settings.audit().folder(), who, Clock.systemUTC());
  }

  /**
   * Who sees the uses of master keys.
   *
   * @return never null; opens the trail at the first use
   */
  public KeyWitness keys() {
    return kept ? event -> trail.get().saw(event) : KeyWitness.NONE;
  }

  /**
   * Who sees deliveries.
   *
   * @return never null; the trail is open
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public DeliveryWitness deliveries() {
    return kept ? trail.get() : DeliveryWitness.NONE;
  }

  /**
   * Returns when all that was noted so far, if anything, is on the disk.
   *
   * @throws org.saddlebag.errors.FileUnavailable if that is not certain
   */
  public void settle() {
    if (trail.peek() != null) {
      trail.peek().sync();
    }
  }

  /**
   * The trail itself.
   *
   * @return open; empty where the configuration says that nothing is noted
   * @throws org.saddlebag.errors.FileUnavailable if it can't be written
   */
  public Optional<AuditTrail> trail() {
    return kept ? Optional.of(trail.get()) : Optional.empty();
  }

  /** STS is asked in the background, with the credentials of whichever service is Amazon's. */
  private static Supplier<String> identity(Settings settings) {
    boolean kms =
        settings.masterKeys().stream()
            .anyMatch(
                key ->
                    key.uri() instanceof MasterKeyUri.Kms
                        || key.uri() instanceof MasterKeyUri.KmsDiscovery);
    AuditSettings audit = settings.audit();
    KmsSettings over = settings.kms();
    if (kms && (over.endpoint() == null || audit.stsEndpoint() != null)) {
      return CallerIdentity.ask(over, audit.stsEndpoint(), settings.kmsCredentials()::provider);
    }
    StoreEndpoint store = settings.store().endpoint();
    if (store.uri() == null || audit.stsEndpoint() != null) {
      return CallerIdentity.ask(
          new KmsSettings(
              null,
              store.region(),
              store.tls(),
              store.fips(),
              store.proxy(),
              PATIENCE,
              PATIENCE,
              1),
          audit.stsEndpoint(),
          settings.storeCredentials()::provider);
    }
    return () -> "unknown: neither S3 nor KMS is Amazon's";
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public void close() {
    if (trail.peek() != null) {
      trail.peek().close();
    }
  }
}
