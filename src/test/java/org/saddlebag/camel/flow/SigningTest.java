package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.audit.AuditTrail;
import org.saddlebag.audit.Finding;
import org.saddlebag.audit.SignatureCheck;
import org.saddlebag.audit.Signatures;
import org.saddlebag.audit.TrailCheck;
import org.saddlebag.audit.Who;
import org.saddlebag.camel.sign.FileSigning;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.SigningKey;
import org.saddlebag.testing.SigningKeys;

/** A route of crypto:sign signs receipts and checkpoints, and the certificate alone tells. */
class SigningTest extends FlowTest {

  /** A day later, when today's receipts are closed. */
  private static final Clock TOMORROW = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

  private Path trail;
  private Path certificate;

  @BeforeEach
  void places() {
    trail = house.state().resolve("audit");
    certificate = house.state().resolve("receipts").resolve("signing-certificate.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void what_is_signed_holds(String kind) throws Exception {
    deliverAndSign(kind);

    List<Finding> findings = new ArrayList<>();
    assertThat(check(certificate, findings)).as("signatures").isEqualTo(2);
    assertThat(findings).isEmpty();
    assertThat(Files.readString(certificate)).startsWith("-----BEGIN CERTIFICATE-----\n");
  }

  @Test
  void a_changed_receipt_is_found_by_its_signature_and_by_the_trail() throws Exception {
    deliverAndSign("EC");
    Path receipts = receipts();
    byte[] bytes = Files.readAllBytes(receipts);
    bytes[bytes.length / 2] ^= 1;
    Files.write(receipts, bytes);

    assertThat(findings(certificate))
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(Finding.Kind.CHANGED, Finding.Kind.NOT_SIGNED);
    assertThat(findings(null)).extracting(Finding::kind).containsExactly(Finding.Kind.CHANGED);
  }

  @Test
  void a_missing_signature_and_a_missing_file_are_found() throws Exception {
    deliverAndSign("EC");
    Path signature = receipts().resolveSibling(receipts().getFileName() + ".sig");
    Files.delete(signature);
    assertThat(findings(certificate))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("has no signature"));

    Files.delete(receipts());
    assertThat(findings(certificate))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("and is gone"));
  }

  @Test
  void another_certificate_does_not_do() throws Exception {
    deliverAndSign("EC");
    Path other = SigningKeys.certificate(SigningKeys.keystore(folder.resolve("other.p12"), "EC"));

    assertThat(findings(other))
        .extracting(Finding::kind)
        .containsOnly(Finding.Kind.NOT_SIGNED)
        .hasSize(2);
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> findings(receipts()))
        .withMessageContaining("is no certificate");
  }

  @Test
  void a_chain_that_was_computed_anew_is_found_by_its_checkpoint() throws Exception {
    deliverAndSign("EC");
    assertThat(findings(certificate)).isEmpty();
    try (Stream<Path> all = Files.walk(trail.resolve("lane-1"))) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
    note("a forged line");
    note("and another one");

    assertThat(findings(certificate))
        .extracting(Finding::kind)
        .contains(Finding.Kind.CUT)
        .doesNotContain(Finding.Kind.NOT_SIGNED);
  }

  @Test
  void a_receipt_that_comes_late_goes_into_the_next_file() throws Exception {
    deliverAndSign("EC");
    house.drop("late.txt", "late");
    try (FlowHouse.Run run = open()) {
      run.runner.runOnce();
    }

    assertThat(findings(certificate)).isEmpty();
    assertThat(receipts().resolveSibling(tomorrow())).content().contains("late.txt");
  }

  private static String tomorrow() {
    return java.time.LocalDate.now(TOMORROW) + ".jsonl";
  }

  private FlowHouse.Run open() {
    return house.open(new Keyring(List.of(FlowHouse.masterKey())), null, Duration.ofSeconds(20));
  }

  private void deliverAndSign(String kind) throws Exception {
    house.drop("a.txt", "whatever");
    house.in("in");
    try (FlowHouse.Run run = open()) {
      run.runner.runOnce();
    }
    Path keystore = SigningKeys.keystore(folder.resolve("signing.p12"), kind);
    note("a line that the checkpoint remembers");
    try (AuditTrail notes = openTrail();
        FlowHouse.Run run = open()) {
      run.runner.sign(
          new FileSigning(
              new Signatures(house.state(), trail, "test", notes, Duration.ofHours(1), TOMORROW),
              SigningKey.open(keystore, SigningKeys.ALIAS, SigningKeys.PASSWORD::clone),
              Duration.ofHours(1)));
      run.runner.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(signatures()).hasSize(2));
    }
  }

  private void note(String file) {
    try (AuditTrail notes = openTrail()) {
      notes.signed("receipts/" + receipts().getFileName(), hashOf(file));
    }
  }

  /** The trail's note of a file that is whole. */
  private String hashOf(String ignored) {
    try {
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(receipts()));
      return java.util.Base64.getEncoder().encodeToString(digest);
    } catch (IOException | java.security.GeneralSecurityException e) {
      throw new IllegalStateException(ignored, e);
    }
  }

  private AuditTrail openTrail() {
    return AuditTrail.open(trail, new Who("u", "h", "n", 1, () -> null), Clock.systemUTC());
  }

  private Path receipts() {
    try (Stream<Path> files = Files.list(house.state().resolve("receipts"))) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted()
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> signatures() throws IOException {
    try (Stream<Path> files = Files.walk(house.state())) {
      return files.filter(file -> file.toString().endsWith(".sig")).toList();
    }
  }

  private List<Finding> findings(Path with) {
    List<Finding> findings = new ArrayList<>();
    check(with, findings);
    return findings;
  }

  private int check(Path with, List<Finding> findings) {
    SignatureCheck check = new SignatureCheck(house.state(), trail, findings::add);
    new TrailCheck(trail).run(findings::add, check::line);
    return check.run(with, TOMORROW.instant(), findings::add);
  }
}
