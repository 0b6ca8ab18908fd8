package org.saddlebag.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.saddlebag.delivery.Disk;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.KeyUnavailable;

/** Says what is to be signed, and keeps the signatures; a route signs. */
public final class Signatures {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final SignedFiles files;
  private final Path trail;
  private final String node;
  private final AuditTrail notes;
  private final Duration every;
  private final Clock clock;
  private volatile boolean looked;

  /**
   * Signatures of one state folder.
   *
   * @param state the state folder, whose receipts are signed
   * @param trail the folder of the audit trail
   * @param node this node's name
   * @param notesOrNull notes what was signed; null where no trail is kept
   * @param every how long a checkpoint is good enough
   * @param clock decides which days are over
   */
  public Signatures(
      Path state, Path trail, String node, AuditTrail notesOrNull, Duration every, Clock clock) {
    this.every = every;
    this.files = SignedFiles.of(state, trail);
    this.trail = trail;
    this.node = node;
    this.notes = notesOrNull;
    this.clock = clock;
  }

  /**
   * Writes a checkpoint where the trail has grown since the last one, and lists what has no
   * signature yet.
   *
   * @return files that nobody writes to any more
   * @throws FileUnavailable if the folders can't be read or written
   */
  public List<Path> due() {
    try {
      checkpoint();
      List<Path> due = new ArrayList<>();
      for (Path file : files.closed(clock.instant())) {
        if (Files.notExists(SignedFiles.signature(file))) {
          due.add(file);
        }
      }
      looked = true;
      return due;
    } catch (IOException e) {
      throw failure("look for what is to be signed in", trail, e);
    }
  }

  /**
   * Keeps a signature beside its file, durably, and notes it in the trail.
   *
   * @param file what was signed
   * @param signature over the file's bytes
   * @throws FileUnavailable if it can't be written
   */
  public void keep(Path file, byte[] signature) {
    Path target = SignedFiles.signature(file);
    try {
      String hash = SignedFiles.hash(file);
      if (notes != null) {
        notes.signed(files.name(file), hash);
      }
      write(target, signature);
    } catch (IOException e) {
      throw failure("write", target, e);
    }
  }

  /**
   * Puts the certificate beside the receipts, for whoever checks them.
   *
   * @param certificate of the signing key
   * @throws FileUnavailable if it can't be written
   */
  public void publish(Certificate certificate) {
    Path target = files.receipts().resolve("signing-certificate.pem");
    try {
      String text =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      byte[] pem =
          ("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")
              .getBytes(StandardCharsets.US_ASCII);
      if (Files.notExists(target) || !java.util.Arrays.equals(pem, Files.readAllBytes(target))) {
        write(target, pem);
      }
    } catch (CertificateEncodingException e) {
      throw new KeyUnavailable(
          AuditError.SIGNING_KEY_UNUSABLE,
          "the signing key's certificate can't be written",
          false,
          e);
    } catch (IOException e) {
      throw failure("write", target, e);
    }
  }

  /**
   * Whether somebody has asked what is due.
   *
   * @return true from the first {@link #due} on
   */
  public boolean looked() {
    return looked;
  }

  /** The last line is often the note of the last signature; then nothing has happened since. */
  private void checkpoint() throws IOException {
    List<Path> before = files.checkpointFiles();
    Path last = before.isEmpty() ? null : before.get(before.size() - 1);
    List<Checkpoint.End> ends = Checkpoint.ends(trail);
    boolean signed = last != null && Files.exists(SignedFiles.signature(last));
    Checkpoint known = last == null ? null : Checkpoint.read(last);
    if (known != null && clock.instant().isBefore(Instant.parse(known.time()).plus(every))) {
      return;
    }
    long grown = total(ends) - (known == null ? 0 : total(known.lanes()));
    if (ends.isEmpty() || grown == 0 || (signed && notes != null && grown == 1)) {
      return;
    }
    Instant now = clock.instant();
    String previous = last == null ? null : SignedFiles.hash(last);
    Checkpoint fresh = new Checkpoint(now.toString(), node, previous, ends);
    write(files.checkpoints().resolve(NAME.format(now) + ".json"), fresh.json());
  }

  private static long total(List<Checkpoint.End> ends) {
    return ends.stream().mapToLong(Checkpoint.End::seq).sum();
  }

  private static void write(Path target, byte[] content) throws IOException {
    Disk.createDirectories(target.getParent());
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try (java.io.FileOutputStream out = new java.io.FileOutputStream(fresh.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
    Disk.replace(fresh, target);
  }

  private static FileUnavailable failure(String doing, Path path, IOException e) {
    return new FileUnavailable(
        AuditError.AUDIT_UNWRITABLE,
        "could not %s %s: %s".formatted(doing, path, Disk.reason(e)),
        e);
  }
}
