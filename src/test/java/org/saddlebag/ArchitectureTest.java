package org.saddlebag;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms; each rule says why. */
class ArchitectureTest {

  private static final String BASE = "org.saddlebag.";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.saddlebag");

  @Test
  void no_cycles() {
    slices()
        .matching("org.saddlebag.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a reader must be able to understand one room without its neighbours' neighbours")
        .check(HOUSE);
  }

  @Test
  void errors_is_a_leaf() {
    classes()
        .that()
        .resideInAPackage(BASE + "errors..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(BASE + "errors..", "java..")
        .because("every room throws these, so they can know none")
        .check(HOUSE);
  }

  @Test
  void aws_knows_no_service() {
    classes()
        .that()
        .resideInAPackage(BASE + "aws..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "aws..",
            BASE + "errors..",
            "java..",
            "javax.net.ssl..",
            "javax.security.auth.x500..",
            "org.apache.hc..",
            "software.amazon.awssdk.auth..",
            "software.amazon.awssdk.awscore..",
            "software.amazon.awssdk.core..",
            "software.amazon.awssdk.http..",
            "software.amazon.awssdk.retries..",
            "software.amazon.awssdk.utils..")
        .because("what the S3 and KMS clients share must fit both")
        .check(HOUSE);
  }

  @Test
  void only_the_clients_share_aws() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            BASE + "aws..",
            BASE + "s3..",
            BASE + "keys.kms..",
            BASE + "broker..",
            BASE + "sqs..",
            BASE + "settings..",
            BASE + "safeguard..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + "aws..")
        .because("everybody save who builds and judges them speaks to stores and keys, not to AWS")
        .check(HOUSE);
  }

  @Test
  void format_is_pure() {
    classes()
        .that()
        .resideInAPackage(BASE + "format..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(BASE + "format..", BASE + "errors..", "java..")
        .because("a wire format that knows an SDK cannot be tested or reused without it")
        .check(HOUSE);
  }

  @Test
  void content_knows_ciphers_only() {
    classes()
        .that()
        .resideInAPackage(BASE + "content..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "content..",
            BASE + "format..",
            BASE + "errors..",
            "java..",
            "javax.crypto..",
            "javax.security.auth..",
            "com.amazon.corretto..",
            "org.bouncycastle..",
            "org.slf4j..")
        .because("the cipher is the part that must be reviewed alone")
        .check(HOUSE);
  }

  @Test
  void envelope_has_no_io_of_its_own() {
    classes()
        .that()
        .resideInAPackage(BASE + "envelope..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "envelope..",
            BASE + "keys",
            BASE + "content..",
            BASE + "format..",
            BASE + "errors..",
            "java..")
        .because("sealing and opening are joined to files and stores by their callers")
        .check(HOUSE);
  }

  @Test
  void keys_point_inward() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "keys..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(outer("envelope", "s3", "delivery"))
        .because("a master key wraps data keys and knows nothing of what they encrypt")
        .check(HOUSE);
  }

  @Test
  void s3_knows_no_envelope() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "s3..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(outer("format", "content", "keys", "envelope", "delivery"))
        .because("the store moves bytes; what they mean is not its business")
        .check(HOUSE);
  }

  @Test
  void delivery_knows_no_front() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "delivery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(outer())
        .because("the promise must hold for the routes and for the command line alike")
        .check(HOUSE);
  }

  @Test
  void the_audit_trail_knows_no_front() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "audit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(outer("content", "envelope"))
        .because("it is told what happened and can reach no data key")
        .check(HOUSE);
  }

  @Test
  void policies_are_pure() {
    classes()
        .that()
        .resideInAPackage(BASE + "safeguard.policy..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "safeguard.policy..",
            BASE + "s3..",
            BASE + "errors..",
            "java..",
            "com.fasterxml.jackson..")
        .because("a policy must be the same whoever is asked, and whether anybody answers")
        .check(HOUSE);
  }

  @Test
  void only_s3_speaks_to_the_s3_sdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            BASE + "s3..", BASE + "local..", BASE + "settings..", BASE + "camel..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.s3..")
        .because("a second transport must be able to take the place of the SDK's client")
        .check(HOUSE);
  }

  @Test
  void only_kms_keys_speak_to_the_kms_sdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            BASE + "keys.kms..", BASE + "local..", BASE + "settings..", BASE + "camel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "software.amazon.awssdk.services.kms..", "software.amazon.awssdk.services.sts..")
        .because("what KMS answers is turned into our words in one place")
        .check(HOUSE);
  }

  @Test
  void a_broker_knows_no_message() {
    classes()
        .that()
        .resideInAPackage(BASE + "broker..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "broker..",
            BASE + "aws..",
            BASE + "errors..",
            "java..",
            "javax.net.ssl..",
            "jakarta.jms..",
            "org.apache.activemq.artemis..",
            "org.apache.qpid..",
            "org.messaginghub..")
        .because("what a flow does with its messages is the flow's business")
        .check(HOUSE);
  }

  @Test
  void only_sqs_speaks_to_its_sdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + "sqs..", BASE + "settings..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.sqs..")
        .because("what SQS answers is turned into our words in one place")
        .check(HOUSE);
  }

  @Test
  void sqs_knows_no_flow() {
    classes()
        .that()
        .resideInAPackage(BASE + "sqs..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "sqs..", BASE + "aws..", BASE + "errors..", "java..", "software.amazon.awssdk..")
        .because("what a flow does with its messages is the flow's business")
        .check(HOUSE);
  }

  @Test
  void only_kafka_speaks_to_its_client() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "kafka..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .because("what Kafka answers is turned into our words in one place")
        .check(HOUSE);
  }

  @Test
  void kafka_knows_no_flow() {
    classes()
        .that()
        .resideInAPackage(BASE + "kafka..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(BASE + "kafka..", BASE + "errors..", "java..", "org.apache.kafka..")
        .because("what a flow does with its records is the flow's business")
        .check(HOUSE);
  }

  @Test
  void a_claim_knows_no_source() {
    classes()
        .that()
        .resideInAPackage(BASE + "claims..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "claims..",
            BASE + "errors..",
            "java..",
            "javax.net.ssl..",
            "javax.sql..",
            "com.zaxxer.hikari..",
            "org.slf4j..")
        .because("what is claimed, and what a lost claim means, is the flow's business")
        .check(HOUSE);
  }

  @Test
  void only_claims_speak_to_a_database() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "claims..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer.hikari..")
        .because("a node by itself needs none")
        .check(HOUSE);
  }

  @Test
  void only_the_broker_speaks_to_its_client() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "broker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.activemq..", "org.apache.qpid..", "org.messaginghub..", "io.netty..")
        .because("another client must be able to take its place")
        .check(HOUSE);
  }

  @Test
  void only_queues_know_jms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + "broker..", BASE + "camel.queue..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.jms..", "org.springframework..")
        .because("a message is a source like any other once it is taken up")
        .check(HOUSE);
  }

  @Test
  void only_the_front_knows_camel() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + "camel..", "org.saddlebag")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..")
        .because("the routes call the house; the house does not call the routes")
        .check(HOUSE);
  }

  @Test
  void only_the_observers_measure() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "camel.observe..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.vertx..")
        .because("who delivers tells what happened through ports, and pays nothing unobserved")
        .check(HOUSE);
  }

  @Test
  void the_embedded_servers_stand_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "local..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + "local..")
        .because("they are not on the class path of a machine that runs the real thing")
        .check(HOUSE);
  }

  private static String[] outer(String... more) {
    String[] all = new String[more.length + 4];
    all[0] = BASE + "camel..";
    all[1] = BASE + "cli..";
    all[2] = BASE + "settings..";
    all[3] = BASE + "local..";
    for (int i = 0; i < more.length; i++) {
      all[i + 4] = BASE + more[i] + "..";
    }
    return all;
  }
}
