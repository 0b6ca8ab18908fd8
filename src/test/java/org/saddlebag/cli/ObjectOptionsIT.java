package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.local.wire.Fault;
import org.saddlebag.local.wire.Headers;
import org.saddlebag.testing.InstalledCase;
import org.saddlebag.testing.ProgramRun;

/** The settings of objects and public keys on the packaged command line. */
class ObjectOptionsIT extends InstalledCase {

  private static final String TARGET = "s3://" + BUCKET + "/x/";

  private final Map<String, Headers> sent = new ConcurrentHashMap<>();

  @BeforeEach
  void aFileAndAnEar() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "content");
    cloud
        .s3()
        .setFaults(
            (call, headers) -> {
              sent.put(call.operation(), headers);
              return Fault.none();
            });
  }

  private void assertFailure(ProgramRun run, int exitCode, String code, String what) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).contains(code, what).contains("fix: ");
    assertThat(sent).doesNotContainKeys("PutObject", "GetObject");
  }

  @Test
  void everyOptionBecomesItsHeader() throws Exception {
    ProgramRun sealed =
        saddlebag.run(
            "seal",
            "a.txt",
            TARGET,
            "--key",
            "archive",
            "--storage-class",
            "GLACIER_IR",
            "--cache-control",
            "no-store",
            "--content-disposition",
            "inline",
            "--content-encoding",
            "br",
            "--content-language",
            "en",
            "--content-type",
            "text/csv",
            "--acl",
            "private",
            "--lock-mode",
            "compliance",
            "--lock-retain",
            "2099-01-01T00:00:00Z",
            "--legal-hold",
            "--tags",
            "a=1,b=2",
            "--checksum",
            "crc32c",
            "--expected-owner",
            "000000000000",
            "--requester-pays");

    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
    Map.of(
            "x-amz-storage-class", "GLACIER_IR",
            "cache-control", "no-store",
            "content-disposition", "inline",
            "content-encoding", "br",
            "content-language", "en",
            "content-type", "text/csv",
            "x-amz-acl", "private",
            "x-amz-object-lock-mode", "COMPLIANCE",
            "x-amz-object-lock-retain-until-date", "2099-01-01T00:00:00Z",
            "x-amz-object-lock-legal-hold", "ON")
        .forEach(
            (name, value) -> assertThat(sent.get("PutObject").get(name)).as(name).isEqualTo(value));
    Headers put = sent.get("PutObject");
    assertThat(put.get("x-amz-tagging")).isEqualTo("a=1&b=2");
    assertThat(put.get("x-amz-expected-bucket-owner")).isEqualTo("000000000000");
    assertThat(put.get("x-amz-request-payer")).isEqualTo("requester");

    String[] open = {
      "open", TARGET + "a.txt", "out/", "--expected-owner", "000000000000", "--requester-pays"
    };
    assertThat(saddlebag.run(open).exitCode()).isZero();
    assertThat(sent.get("GetObject").get("x-amz-expected-bucket-owner")).isEqualTo("000000000000");
    assertThat(sent.get("GetObject").get("x-amz-request-payer")).isEqualTo("requester");
    assertThat(folder.resolve("out/a.txt")).hasContent("content");
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsSent() throws Exception {
    String[] seal = {"seal", "a.txt", TARGET, "--key", "archive"};
    assertFailure(
        with(seal, "--storage-class", "STANDART"), 2, "bad-object-options", "mean STANDARD?");
    assertFailure(with(seal, "--tags", "aws:a=1"), 2, "bad-object-options", "begins with aws:");
    assertFailure(with(seal, "--checksum", "sha1"), 2, "bad-object-options", "use crc32c");
    assertFailure(
        with(seal, "--write-only", "--verify-existing"), 2, "bad-object-options", "looks at");
    saddlebag.configure("saddlebag.s3.profile=aws", "saddlebag.s3.profile=ceph");
    assertFailure(
        with(seal, "--requester-pays"), 2, "bad-object-options", "profile ceph does not have");
    assertFailure(with(seal, "--write-only"), 2, "bad-object-options", "collision be number");
  }

  @Test
  void aWriteOnlySenderSendsOnePutAndTheReceiptSaysHowItWasJudged() throws Exception {
    ProgramRun sealed =
        saddlebag.run("seal", "a.txt", TARGET, "--key", "archive", "--write-only", "--json");

    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
    assertThat(sent).containsOnlyKeys("PutObject");
    assertThat(sealed.json().get(0).at("/receipt/evidence/judged").asText()).isEqualTo("answer");
  }

  @Test
  void anExpiredCertificateSealsOnlyWhereTheConfigurationSaysSo() throws Exception {
    certificate("-10d", "1");
    publicKey("saddlebag.keys.archive.ignore-expiry=false");
    String[] seal = {"seal", "a.txt", TARGET, "--key", "archive"};

    assertFailure(with(seal), 3, "certificate-dates", "master key 'archive' expired at");
    saddlebag.configure("ignore-expiry=false", "ignore-expiry=true");
    ProgramRun sealed = with(seal);
    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
  }

  @Test
  void aHostWithACertificateSealsAndIsToldWhyItCannotOpen() throws Exception {
    certificate("-1d", "300");
    publicKey("");
    ProgramRun sealed = saddlebag.run("seal", "a.txt", TARGET, "--key", "archive");
    assertThat(sealed.exitCode()).as(sealed.err()).isZero();
    sent.clear();

    assertFailure(
        saddlebag.run("open", TARGET + "a.txt", "out/"),
        3,
        "public-key-only",
        "key 'archive' is a public key: this host can seal but not open");
    assertThat(folder.resolve("out/a.txt")).doesNotExist();
  }

  private ProgramRun with(String[] command, String... more) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(more));
    return saddlebag.run(all.toArray(String[]::new));
  }

  /** Another key than KMS's may also open, so that goes. */
  private void publicKey(String more) throws IOException {
    saddlebag.configure("keystore:keys.p12#archive", "public:partner.pem");
    saddlebag.configure("saddlebag.keys.archive.password=env:ARCHIVE_PASSWORD", more);
    saddlebag.configure("saddlebag.keys.orders.uri=kms:alias/orders", "");
  }

  private void certificate(String start, String days) throws Exception {
    Path store = folder.resolve("partner.p12");
    String common = " -alias p -storepass password -keystore " + store;
    keytool(
        "-genkeypair -dname CN=p -keyalg RSA -keysize 2048 -startdate "
            + start
            + " -validity "
            + days
            + common);
    keytool("-exportcert -rfc -file " + folder.resolve("config/partner.pem") + common);
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), "UTF-8");
    assertThat(process.waitFor()).as(output).isZero();
  }
}
