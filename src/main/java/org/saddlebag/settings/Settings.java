package org.saddlebag.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.saddlebag.broker.BrokerSettings;
import org.saddlebag.claims.DatabaseSettings;
import org.saddlebag.errors.Refused;
import org.saddlebag.kafka.KafkaSettings;
import org.saddlebag.keys.kms.KmsSettings;
import org.saddlebag.s3.StoreSettings;
import org.saddlebag.sqs.SqsSettings;

/**
 * The whole configuration, checked.
 *
 * @param folder where it was read from; relative paths in it have been resolved there
 * @param node state folder and name
 * @param audit the audit trail
 * @param management the endpoint for operators, or null where there is none
 * @param store the object store
 * @param storeCredentials who we are to the store
 * @param kms AWS KMS
 * @param kmsCredentials who we are to KMS
 * @param sqs Amazon SQS
 * @param sqsCredentials who we are to SQS
 * @param kafka Apache Kafka, or null where none is configured
 * @param masterKeys in the order of their names
 * @param customerKeys in the order of their names
 * @param brokers message brokers, in the order of their names
 * @param database what nodes share, or null where this node is by itself
 */
public record Settings(
    Path folder,
    NodeSettings node,
    AuditSettings audit,
    ManagementSettings management,
    StoreSettings store,
    Credentials storeCredentials,
    KmsSettings kms,
    Credentials kmsCredentials,
    SqsSettings sqs,
    Credentials sqsCredentials,
    KafkaSettings kafka,
    List<MasterKeySettings> masterKeys,
    List<CustomerKeySettings> customerKeys,
    List<BrokerSettings> brokers,
    DatabaseSettings database) {

  /** How much of the configuration is needed. */
  public enum Scope {
    /** All of it. */
    WHOLE,
    /**
     * All but keys, brokers and database, whose keystores and passwords may be absent on this
     * machine.
     */
    WITHOUT_MASTER_KEYS,
    /**
     * All but the master keys, brokers and database: enough to look at objects under customer keys
     * (SSE-C).
     */
    CUSTOMER_KEYS_ONLY,
    /** All of it as it is written: passwords and keystores may be absent on this machine. */
    DECLARED
  }

  /** Copies the lists. */
  public Settings {
    masterKeys = List.copyOf(masterKeys);
    customerKeys = List.copyOf(customerKeys);
    brokers = List.copyOf(brokers);
  }

  /**
   * Reads the configuration with the process's environment.
   *
   * @param folder where it is
   * @param scope how much of it is needed
   * @return the settings
   * @throws Refused if anything is wrong; one message names all of it
   */
  public static Settings load(ConfigFolder folder, Scope scope) {
    return load(folder, scope, System::getenv);
  }

  /**
   * Reads the configuration.
   *
   * @param folder where it is
   * @param scope how much of it is needed
   * @param environment gives the value of an environment variable, or null
   * @return the settings
   * @throws Refused if anything is wrong; one message names all of it
   */
  public static Settings load(ConfigFolder folder, Scope scope, UnaryOperator<String> environment) {
    Problems problems = new Problems();
    RawSettings raw =
        new RawSettings(
            PropertiesText.read(folder.file(), problems),
            new Surroundings(folder.path(), environment, scope != Scope.DECLARED),
            problems);
    Settings settings = read(folder, scope, raw);
    new UnknownNames(raw).report();
    problems.throwIfAny(folder.file());
    return settings;
  }

  private static Settings read(ConfigFolder folder, Scope scope, RawSettings raw) {
    NodeSettings node = NodeSection.read(raw);
    boolean whole = scope == Scope.WHOLE || scope == Scope.DECLARED;
    return new Settings(
        folder.path(),
        node,
        AuditSection.read(raw, node.state()),
        ManagementSection.read(raw),
        StoreSection.read(raw),
        StoreSection.credentials(raw),
        KmsSection.read(raw),
        KmsSection.credentials(raw),
        SqsSection.read(raw),
        SqsSection.credentials(raw),
        whole ? KafkaSection.read(raw) : null,
        whole ? new MasterKeySection(raw).read() : List.of(),
        scope == Scope.WITHOUT_MASTER_KEYS ? List.of() : new CustomerKeySection(raw).read(),
        whole ? new BrokerSection(raw).read() : List.of(),
        whole ? DatabaseSection.read(raw) : null);
  }
}
