package org.saddlebag.settings;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.saddlebag.broker.Broker;
import org.saddlebag.claims.Claims;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.delivery.Failpoints;
import org.saddlebag.delivery.Journal;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.delivery.Receipts;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.errors.Refused;
import org.saddlebag.kafka.Kafka;
import org.saddlebag.keys.Keyring;
import org.saddlebag.s3.AwsObjectStore;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.sqs.Sqs;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The one place where the parts of the house are built from the configuration and joined. Each part
 * is made when it is first asked for, once. Safe for use by several threads.
 */
public final class Services implements AutoCloseable {

  private final Settings settings;
  private final Clients clients;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private final Lazy<GcmProviders> providers = new Lazy<>(GcmProviders::detect);
  private final Lazy<ObjectStore> store = new Lazy<>(this::newStore);
  private final Lazy<Audit> audit = new Lazy<>(this::newAudit);
  private final Lazy<Keyring> keyring = new Lazy<>(this::newKeyring);
  private final Lazy<Map<String, CustomerKey>> customerKeys =
      new Lazy<>(() -> CustomerKeys.of(settings().customerKeys()));
  private final Lazy<Map<String, Broker>> brokers =
      new Lazy<>(() -> Brokers.of(settings().brokers(), this::closeLater));
  private final Lazy<Claims> claims = new Lazy<>(this::newClaims);
  private final Lazy<Failpoints> failpoints = new Lazy<>(Failpoints::fromSystemProperty);
  private final Lazy<Journal> journal = new Lazy<>(this::newJournal);
  private final Lazy<Journal> commandJournal = new Lazy<>(this::newCommandJournal);
  private final Lazy<Receipts> receipts = new Lazy<>(this::newReceipts);
  private final Lazy<ObjectDelivery> delivery = new Lazy<>(() -> newDelivery(journal.get()));
  private final Lazy<ObjectDelivery> commandDelivery =
      new Lazy<>(() -> newDelivery(commandJournal.get()));

  /**
   * Nothing is built yet.
   *
   * @param settings the configuration
   */
  public Services(Settings settings) {
    this.settings = settings;
    this.clients = new Clients(settings, this::closeLater);
  }

  /**
   * The configuration that all is built from.
   *
   * @return never null
   */
  public Settings settings() {
    return settings;
  }

  /**
   * Tells somebody of every call of S3 and KMS. To be said before the first of them is asked for:
   * clients that nobody watches measure nothing.
   *
   * @param observer is called on the callers' threads
   */
  public void observeCalls(Consumer<ServiceCall> observer) {
    clients.observeCalls(observer);
  }

  /**
   * The client under {@link #store()}, for Camel's own AWS components.
   *
   * @return closed with these services
   * @throws Refused if the Region or a secret is missing, or the CA bundle of no use
   */
  public S3Client s3Client() {
    return clients.s3();
  }

  /** As {@link #s3Client()}, the one under the KMS master keys. */
  public KmsClient kmsClient() {
    return clients.kms();
  }

  /** The clients of S3, KMS and SQS. */
  Clients clients() {
    return clients;
  }

  /**
   * The object store.
   *
   * @return closed with these services
   * @throws Refused see {@link #s3Client()}
   */
  public ObjectStore store() {
    return store.get();
  }

  /**
   * All configured master keys.
   *
   * @return keystores and key files are open, KMS is not called yet
   * @throws org.saddlebag.errors.SaddlebagException if a key can't be had
   */
  public Keyring keyring() {
    return keyring.get();
  }

  /**
   * What notes the uses of keys and the deliveries.
   *
   * @return closed with these services; notes nothing where the configuration says so
   */
  public Audit audit() {
    return audit.get();
  }

  /**
   * All configured customer keys (SSE-C).
   *
   * @return by their names
   * @throws org.saddlebag.errors.KeyUnavailable if one can't be had
   */
  public Map<String, CustomerKey> customerKeys() {
    return customerKeys.get();
  }

  /**
   * All configured message brokers.
   *
   * @return by their names; closed with these services
   * @throws Refused if a CA bundle or client certificate is of no use
   */
  public Map<String, Broker> brokers() {
    return brokers.get();
  }

  /** As {@link #kmsClient()}, for SQS. */
  public SqsClient sqsClient() {
    return clients.sqs();
  }

  /** The queues at SQS, over {@link #sqsClient()}. */
  public Sqs sqs() {
    return new Sqs(clients::sqs);
  }

  /** The topics of the Kafka cluster, or null where none is configured. */
  public Kafka kafka() {
    return clients.kafka();
  }

  /**
   * What nodes that share a database claim their sources from.
   *
   * @return closed with these services; empty where no database is named
   */
  public Optional<Claims> claims() {
    return Optional.ofNullable(settings.database()).map(database -> claims.get());
  }

  /**
   * What seals.
   *
   * @return over {@link #keyring()}
   */
  public Sealer sealer() {
    return new Sealer(keyring(), providers.get(), new SecureRandom());
  }

  /**
   * What opens.
   *
   * @return over {@link #keyring()}
   */
  public Opener opener() {
    return new Opener(keyring(), providers.get());
  }

  /**
   * The node's journal, for flows: opened, not yet recovered.
   *
   * @return closed with these services; only one process can have it
   * @throws Refused if another process works with the state folder
   */
  public Journal journal() {
    return journal.get();
  }

  /**
   * The journal of a one-off command: it remembers nothing beyond the process.
   *
   * @return can be had while a process runs the flows
   */
  public Journal commandJournal() {
    return commandJournal.get();
  }

  /**
   * Where receipts go.
   *
   * @return closed with these services
   */
  public Receipts receipts() {
    return receipts.get();
  }

  /**
   * Where a kill test lets the process die.
   *
   * @return nowhere, as a rule
   */
  public Failpoints failpoints() {
    return failpoints.get();
  }

  /**
   * What delivers for flows, over {@link #journal()}.
   *
   * @return one for all flows
   */
  public ObjectDelivery delivery() {
    return delivery.get();
  }

  /**
   * What delivers for one-off commands, over {@link #commandJournal()}.
   *
   * @return one for the whole command
   */
  public ObjectDelivery commandDelivery() {
    return commandDelivery.get();
  }

  /**
   * What delivers for a batch.
   *
   * @param journal of the batch; closed by the caller
   * @return not yet recovered
   */
  public ObjectDelivery deliveryOver(Journal journal) {
    return newDelivery(journal);
  }

  /**
   * What looks at buckets, keys and connections, and judges them.
   *
   * @return over the clients of these services
   */
  public Inspections inspections() {
    return new Inspections(this, Clock.systemUTC());
  }

  private Claims newClaims() {
    return closedLater(
        new Claims(settings.database(), settings.node().name(), settings.node().state()));
  }

  private Journal newJournal() {
    return closedLater(Journal.open(settings.node().state(), settings.node().name()));
  }

  private Journal newCommandJournal() {
    return closedLater(Journal.none(settings.node().name()));
  }

  private Receipts newReceipts() {
    return closedLater(Receipts.open(settings.node().state()));
  }

  private ObjectDelivery newDelivery(Journal over) {
    return new ObjectDelivery(
        store(), over, receipts(), failpoints(), Clock.systemUTC(), audit().deliveries());
  }

  /** The store closes its client. */
  private ObjectStore newStore() {
    ObjectStore made = new AwsObjectStore(clients.s3(), settings.store(), kmsKeys());
    closeLater(made);
    return made;
  }

  /** Asked at the first answer that names a KMS key by another name than ours. */
  private KmsKeyNames kmsKeys() {
    String region = clients.s3().serviceClientConfiguration().region().id();
    return new KmsKeyNames(settings, region, clients::kms);
  }

  /** Whether the KMS that we can ask is the one that the store asks. */
  boolean kmsIsTheStores() {
    try {
      return kmsKeys().isTheStores();
    } catch (Refused e) {
      return false;
    }
  }

  private Keyring newKeyring() {
    return new MasterKeys(clients::kms, audit().keys()).keyring(settings.masterKeys());
  }

  /** Who is told of uses of keys and of deliveries. */
  private Audit newAudit() {
    Audit made = new Audit(settings);
    closeLater(made);
    return made;
  }

  private <T extends AutoCloseable> T closedLater(T part) {
    closeLater(part);
    return part;
  }

  private void closeLater(AutoCloseable part) {
    synchronized (opened) {
      opened.push(part);
    }
  }

  /** Closes what was built, last made first; a failure does not keep the rest open. */
  @Override
  public void close() {
    synchronized (opened) {
      Closing.all(opened);
      if (store.peek() == null) {
        clients.closeS3();
      }
    }
  }
}
