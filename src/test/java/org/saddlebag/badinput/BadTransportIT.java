package org.saddlebag.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.saddlebag.testing.ProgramRun;
import org.saddlebag.testing.TestCertificate;
import org.saddlebag.testing.TlsPeer;

/** A way to the store that is not what it must be: told before a file moves. */
class BadTransportIT extends BadInputCase {

  private Path file;

  @BeforeEach
  void dropAFile() throws Exception {
    file = drop("a.txt");
    set("saddlebag.s3.attempts=1");
  }

  private void endpoint(Object uri) throws Exception {
    saddlebag.configure(cloud.s3().endpoint().toString(), uri.toString());
  }

  private void require(TestCertificate own, Path trusted, String... words) throws Exception {
    try (TlsPeer server = TlsPeer.open(own)) {
      endpoint(server.uri());
      set("saddlebag.s3.ca-bundle=" + trusted);
      requireRefused(runThere("archive"), "flows-wrong", file, words);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void plainHttpOverTheNetworkIsRefused() throws Exception {
    endpoint("http://store.invalid");
    requireRefused(
        runThere("archive"),
        "configuration-wrong",
        file,
        "is 'http://store.invalid', not encrypted on its way",
        "use https, or set saddlebag.s3.allow-plain-http=true");
  }

  @Test
  void withLeaveEveryCommandWarnsOfIt() throws Exception {
    endpoint("http://store.invalid");
    set("saddlebag.s3.allow-plain-http=true");
    ProgramRun run = saddlebag.run("seal", file.toString(), "s3://bucket/", "--key", "archive");
    assertThat(run.err())
        .contains("http://store.invalid is spoken to without TLS")
        .contains("host-unknown");
    assertThat(file).hasContent(CONTENT);
  }

  @Test
  void anUnknownAuthorityIsRefused() throws Exception {
    require(
        TestCertificate.valid(folder, "store", "ip:127.0.0.1"),
        TestCertificate.valid(folder, "other", "ip:127.0.0.1").pem(),
        "Set saddlebag.s3.ca-bundle to the PEM");
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    TestCertificate own = TestCertificate.expired(folder, "store", "ip:127.0.0.1");
    require(own, own.pem(), "Renew the store's certificate");
  }

  @Test
  void theCertificateOfAnotherHostIsRefused() throws Exception {
    TestCertificate own = TestCertificate.valid(folder, "store", "dns:store.example");
    require(own, own.pem(), "host name be one that the store's certificate names");
  }

  @Test
  void aCaFileOfNoUseIsRefused() throws Exception {
    endpoint("https://127.0.0.1:1");
    set("saddlebag.s3.ca-bundle=" + Files.writeString(folder.resolve("ca.pem"), "hello"));
    requireRefused(runThere("archive"), "ca-bundle-unreadable", file, "ca.pem is of no use");
  }

  @Test
  void anExpiredCertificateOfOursIsRefused() throws Exception {
    TestCertificate ours = TestCertificate.expired(folder, "ours", "dns:node-1");
    saddlebag.variable("CERTIFICATE_PASSWORD", TestCertificate.PASSWORD);
    endpoint("https://127.0.0.1:1");
    set("saddlebag.s3.client-certificate=keystore:" + ours.keystore() + "#mine");
    set("saddlebag.s3.client-certificate-password=env:CERTIFICATE_PASSWORD");
    requireRefused(
        runThere("archive"), "client-certificate-unusable", file, "is of no use: it expired on");
  }
}
