package org.saddlebag.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.LocalCloud;
import org.saddlebag.local.LocalS3Options;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.testing.LocalClients;
import org.saddlebag.testing.ProgramRun;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Bad settings, keys and rights, met by flows of the packaged program: a clear error with its mend,
 * nothing lost, nothing half delivered, no secret told. Where each kind of bad input is tested:
 *
 * <table>
 *   <caption>Bad input and its tests</caption>
 *   <tr><th>what is wrong</th><th>flow</th><th>command line, and the parts</th></tr>
 *   <tr><td>no such bucket</td><td>here, FlowRunnerTest</td><td>CliIT</td></tr>
 *   <tr><td>wrong credentials</td><td>here</td><td>CliIT</td></tr>
 *   <tr><td>wrong keystore password, no such alias in it</td><td>here</td>
 *       <td>CliIT, KeystoreKeysTest</td></tr>
 *   <tr><td>no such key or alias in KMS</td><td>here</td><td>CliIT, KmsMasterKeyTest</td></tr>
 *   <tr><td>KMS denies</td><td>here, both ways</td><td>KmsTroublesTest</td></tr>
 *   <tr><td>KMS key disabled</td><td>here, both ways</td><td>KmsTroublesTest</td></tr>
 *   <tr><td>metadata over 2 KB</td><td>here</td><td>CliIT, PutRulesTest</td></tr>
 *   <tr><td>object over the limit</td><td>BadFilesIT</td>
 *       <td>LargeContentTest, PutRulesTest</td></tr>
 *   <tr><td>unreadable source file</td><td>BadFilesIT</td><td>CliIT, SourceFileTest</td></tr>
 *   <tr><td>disk full at the output</td><td>BadOutputsIT</td>
 *       <td>BadOutputsIT, StagingAreaTest</td></tr>
 *   <tr><td>a file vanishes, grows, changes while it is read</td>
 *       <td>ChangingSourceTest, RetryTest</td><td>SourceFileTest, ObjectDeliveryTest</td></tr>
 *   <tr><td>source names with control or non-ASCII characters, with {@code ${...}}</td>
 *       <td>BadFilesIT</td><td>MainJob, SourceFileTest, ObjectKeyTemplateTest</td></tr>
 *   <tr><td>keys with {@code ..}, {@code //}, control or non-ASCII characters</td>
 *       <td>BadOutputsIT, BackTest</td>
 *       <td>BadOutputsIT, FilePublisherTest, ObjectKeyTemplateTest, KeyContract</td></tr>
 * </table>
 */
class BadInputIT extends BadInputCase {

  private static final Identity OWNER =
      Identity.unrestricted("owner", "AKIAOWNER", "the-owners-secret-key");
  private static final Identity STRANGER =
      new Identity("stranger", "AKIASTRANGER", "the-strangers-secret-key", java.util.Set.of());

  @Override
  protected LocalCloud startCloud(Path at) {
    LocalS3Options options = LocalS3Options.defaults();
    return LocalCloud.start(at, options.with(options.common().withIdentities(OWNER, STRANGER)), 0);
  }

  @Test
  void aBucketThatDoesNotExistIsNamedBeforeAFileMoves() throws Exception {
    Path file = drop("a.txt");
    requireRefused(
        runThere("archive", "bucket", "nowhere"), "flows-wrong", file, "bucket 'nowhere'");
  }

  @Test
  void wrongCredentialsAreToldBeforeAFileMoves() throws Exception {
    Path file = drop("a.txt");
    Files.writeString(folder.resolve("store-secret"), "swordfish-and-more");
    ProgramRun run = runThere("archive");
    requireRefused(
        run,
        "flows-wrong",
        file,
        BUCKET,
        "SignatureDoesNotMatch",
        "Correct or renew the access key");
    assertThat(run.out() + run.err()).doesNotContain("swordfish");
  }

  @Test
  void aWrongKeystorePasswordIsToldBeforeAFileMoves() throws Exception {
    Path file = drop("a.txt");
    saddlebag.variable("ARCHIVE_PASSWORD", "swordfish");
    ProgramRun run = runThere("archive");
    requireRefused(run, "wrong-password", file, "keys.p12");
    assertThat(run.out() + run.err()).doesNotContain("swordfish");
  }

  @Test
  void anAliasThatTheKeystoreLacksIsToldBeforeAFileMoves() throws Exception {
    Path file = drop("a.txt");
    saddlebag.configure("keys.p12#archive", "keys.p12#archives");
    requireRefused(runThere("archive"), "no-such-alias", file, "'archives'", "keys.p12");
  }

  @Test
  void aFileForAKeyThatKmsLacksIsParkedAndDeliveredOnceTheKeyIsThere() throws Exception {
    drop("a.txt");
    saddlebag.configure("alias/orders", "alias/nobody");
    requireParked(runThere("orders"), "a.txt", "kms-key-not-found", "'orders'", "alias/nobody");

    cloud.kms().ensureKey("alias/nobody");
    requireDeliveredByRetry("orders", "a.txt");
  }

  @Test
  void whatKmsDeniesIsParkedOrStaysInTheStoreAndGoesOnOnceItIsAllowed() throws Exception {
    drop("a.txt");
    callKmsAs(OWNER, STRANGER);
    requireParked(runThere("orders"), "a.txt", "kms-denied", "kms:GenerateDataKey", "'orders'");
    callKmsAs(STRANGER, OWNER);
    requireDeliveredByRetry("orders", "a.txt");

    callKmsAs(OWNER, STRANGER);
    requireNotOpened(runBack(), "kms-denied", "kms:Decrypt");
    callKmsAs(STRANGER, OWNER);
    requireOpenedByRetry();
  }

  @Test
  void whatADisabledKmsKeySealsOrSealedWaitsForTheKey() throws Exception {
    drop("a.txt");
    try (KmsClient kms = LocalClients.kms(cloud)) {
      String key = cloud.kms().ensureKey("alias/orders");
      kms.disableKey(disable -> disable.keyId(key));
      requireParked(runThere("orders"), "a.txt", "kms-key-disabled", "'orders'");
      kms.enableKey(enable -> enable.keyId(key));
      requireDeliveredByRetry("orders", "a.txt");

      kms.disableKey(disable -> disable.keyId(key));
      requireNotOpened(runBack(), "kms-key-disabled", "'orders'");
      kms.enableKey(enable -> enable.keyId(key));
      requireOpenedByRetry();
    }
  }

  @Test
  void metadataOver2KibParksTheFileBeforeAnythingIsSent() throws Exception {
    drop("a.txt");
    set("saddlebag.keys.orders.context.long=" + "x".repeat(2_000));
    requireParked(runThere("orders"), "a.txt", "bad-metadata", "2048");
    assertThat(cloud.s3().requests().count("PutObject")).isZero();

    saddlebag.configure("context.long=" + "x".repeat(2_000), "context.long=x");
    requireDeliveredByRetry("orders", "a.txt");
  }

  private void callKmsAs(Identity before, Identity now) throws Exception {
    String key = "aws2-kms.accessKey=";
    saddlebag.configure(key + before.accessKey(), key + now.accessKey());
    Files.writeString(folder.resolve("kms-secret"), now.secretKey());
  }

  private void requireNotOpened(ProgramRun run, String code, String word) throws Exception {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains(code, word, "a.txt").doesNotContain(STRANGER.secretKey());
    requireNoSecrets(run.out() + run.err());
    assertThat(reasonsOfObjects())
        .singleElement()
        .asString()
        .contains("code: " + code, "fix: ", word)
        .doesNotContain(STRANGER.secretKey());
    requireNothingAt(outbox);
    assertThat(keys()).containsExactly("a.txt");
  }

  private void requireOpenedByRetry() throws Exception {
    assertThat(saddlebag.run("retry").out()).contains("1 put back");
    ProgramRun run = runBack();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(outbox.resolve("a.txt")).hasContent(CONTENT);
  }
}
