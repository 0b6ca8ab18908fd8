package org.saddlebag.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.Installation;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.SigningKeys;

/** The packaged program signs, and OpenSSL and the certificate tell whether it holds. */
@Tag("servers")
class SignedReceiptsIT extends InstalledCase {

  @Test
  void openssl_takes_the_signatures_and_refuses_a_changed_receipt() throws Exception {
    Path pem = signed("EC");
    Path receipts = yesterday();

    assertThat(openssl(pem, receipts)).contains("Verified OK");
    ProgramRun whole = saddlebag.run("audit", "verify", "--certificate", pem.toString());
    assertThat(whole.exitCode()).as(whole.out() + whole.err()).isZero();
    assertThat(whole.out()).contains("signatures: 2");

    Files.writeString(receipts, " ", StandardOpenOption.APPEND);
    assertThat(openssl(pem, receipts)).containsIgnoringCase("verification failure");
    ProgramRun changed = saddlebag.run("audit", "verify", "--certificate", pem.toString());
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out()).contains(receipts.getFileName() + ": not signed: ");
  }

  @Test
  void openssl_takes_the_signature_of_an_rsa_key_too() throws Exception {
    Path pem = signed("RSA");

    assertThat(openssl(pem, yesterday())).contains("Verified OK");
  }

  /** A run whose receipts are then made yesterday's, and a second run that signs them. */
  private Path signed(String kind) throws Exception {
    Path keystore = SigningKeys.keystore(folder.resolve("config").resolve("signing.p12"), kind);
    Path inbox = Files.createDirectories(folder.resolve("inbox"));
    Files.copy(
        Path.of("routes/directory-to-s3.yaml"), folder.resolve("routes/directory-to-s3.yaml"));
    Files.copy(Path.of("routes/receipts.yaml"), folder.resolve("routes/receipts.yaml"));
    saddlebag.flows(
        Installation.flow(
            "directory-to-s3",
            "in",
            "directory",
            inbox.toString(),
            "bucket",
            BUCKET,
            "key",
            "archive"));
    Files.writeString(inbox.resolve("a.txt"), "hello");
    once();
    Path today = yesterday();
    Files.move(today, today.resolveSibling(LocalDate.now(ZoneOffset.UTC).minusDays(1) + ".jsonl"));
    saddlebag.variable("SIGNING_PASSWORD", new String(SigningKeys.PASSWORD));
    Files.writeString(
        saddlebag.settings(),
        "\nsaddlebag.receipts.signing-key=keystore:signing.p12#receipts\n"
            + "saddlebag.receipts.signing-key-password=env:SIGNING_PASSWORD\n",
        StandardOpenOption.APPEND);
    once();
    return SigningKeys.certificate(keystore);
  }

  private void once() throws Exception {
    ProgramRun run = saddlebag.run("run", "--once");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  /** The only file of receipts there is. */
  private Path yesterday() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state").resolve("receipts"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  private String openssl(Path pem, Path file) throws IOException, InterruptedException {
    Path key = folder.resolve("key.pem");
    said(
        List.of(
            "openssl", "x509", "-in", pem.toString(), "-pubkey", "-noout", "-out", key.toString()));
    return said(
        List.of(
            "openssl",
            "dgst",
            "-sha256",
            "-verify",
            key.toString(),
            "-signature",
            file + ".sig",
            file.toString()));
  }

  private static String said(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
