package org.saddlebag;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms; each rule says why. */
@AnalyzeClasses(packages = "org.saddlebag", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String BASE = "org.saddlebag.";

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.saddlebag.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "a reader must be able to understand one room without its neighbours' neighbours");

  @ArchTest
  static final ArchRule ERRORS_IS_A_LEAF =
      classes()
          .that()
          .resideInAPackage(BASE + "errors..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(BASE + "errors..", "java..")
          .because("every room throws these, so they can know none");

  @ArchTest
  static final ArchRule FORMAT_IS_PURE =
      classes()
          .that()
          .resideInAPackage(BASE + "format..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(BASE + "format..", BASE + "errors..", "java..")
          .because("a wire format that knows an SDK cannot be tested or reused without it");

  @ArchTest
  static final ArchRule CONTENT_KNOWS_CIPHERS_ONLY =
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
          .because("the cipher is the part that must be reviewed alone");

  @ArchTest
  static final ArchRule ENVELOPE_HAS_NO_IO_OF_ITS_OWN =
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
          .because("sealing and opening are joined to files and stores by their callers");

  @ArchTest
  static final ArchRule KEYS_POINT_INWARD =
      noClasses()
          .that()
          .resideInAPackage(BASE + "keys..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(outer("envelope", "s3", "delivery"))
          .because("a master key wraps data keys and knows nothing of what they encrypt");

  @ArchTest
  static final ArchRule S3_KNOWS_NO_ENVELOPE =
      noClasses()
          .that()
          .resideInAPackage(BASE + "s3..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(outer("format", "content", "keys", "envelope", "delivery"))
          .because("the store moves bytes; what they mean is not its business");

  @ArchTest
  static final ArchRule DELIVERY_KNOWS_NO_FRONT =
      noClasses()
          .that()
          .resideInAPackage(BASE + "delivery..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(outer())
          .because("the promise must hold for the routes and for the command line alike");

  @ArchTest
  static final ArchRule ONLY_S3_SPEAKS_TO_THE_S3_SDK =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              BASE + "s3..", BASE + "local..", BASE + "settings..", BASE + "camel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services.s3..")
          .because("a second transport must be able to take the place of the SDK's client");

  @ArchTest
  static final ArchRule ONLY_KMS_KEYS_SPEAK_TO_THE_KMS_SDK =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              BASE + "keys.kms..", BASE + "local..", BASE + "settings..", BASE + "camel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services.kms..")
          .because("what KMS answers is turned into our words in one place");

  @ArchTest
  static final ArchRule ONLY_THE_FRONT_KNOWS_CAMEL =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "camel..", "org.saddlebag")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..")
          .because("the routes call the house; the house does not call the routes");

  @ArchTest
  static final ArchRule THE_EMBEDDED_SERVERS_STAND_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "local..")
          .because("they are not on the class path of a machine that runs the real thing");

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
