package org.saddlebag.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks what was signed: the signatures with a certificate, the checkpoints against the trail, and
 * the trail's notes of signed files against the files. {@link #line} is to be told of every line of
 * the trail before {@link #run}.
 */
public final class SignatureCheck {

  private final SignedFiles files;
  private final Path trail;
  private final Map<String, String> noted = new LinkedHashMap<>();
  private final Map<Checkpoint.End, Path> remembered = new LinkedHashMap<>();
  private final Set<Checkpoint.End> seen = new HashSet<>();

  /**
   * A check; reads the checkpoints.
   *
   * @param state the state folder
   * @param trail the folder of the audit trail
   * @param findings is told of checkpoints that are none
   */
  public SignatureCheck(Path state, Path trail, Consumer<Finding> findings) {
    this.files = SignedFiles.of(state, trail);
    this.trail = trail;
    try {
      String previous = null;
      for (Path file : files.checkpointFiles()) {
        previous = read(file, previous, findings);
      }
    } catch (IOException e) {
      throw TrailCheck.unreadable(trail, e);
    }
  }

  private String read(Path file, String previous, Consumer<Finding> findings) throws IOException {
    try {
      Checkpoint checkpoint = Checkpoint.read(file);
      if (!java.util.Objects.equals(previous, checkpoint.previous())) {
        String what = "the checkpoint before it is missing or another one";
        findings.accept(new Finding(Finding.Kind.GAP, file.toString(), 0, what));
      }
      checkpoint.lanes().stream()
          .filter(end -> end.seq() > 0)
          .forEach(end -> remembered.putIfAbsent(end, file));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      findings.accept(new Finding(Finding.Kind.CHANGED, file.toString(), 0, "is no checkpoint"));
    }
    return SignedFiles.hash(file);
  }

  /**
   * Takes note of a line of the trail.
   *
   * @param lane the number of its lane
   * @param line a whole one
   */
  public void line(int lane, ChainLine line) {
    Checkpoint.End end = new Checkpoint.End(lane, line.seq(), line.hash());
    if (remembered.containsKey(end)) {
      seen.add(end);
    }
    if (line.text("event").filter("signed"::equals).isPresent()) {
      noted.put(line.text("file").orElse("?"), line.text("fileHash").orElse("?"));
    }
  }

  /**
   * Checks.
   *
   * @param certificateOrNull a PEM file; null to leave the signatures unchecked
   * @param now decides which days are over
   * @param findings is told of what does not hold
   * @return how many signatures hold
   * @throws org.saddlebag.errors.SaddlebagException if a file or the certificate can't be read
   */
  public int run(Path certificateOrNull, Instant now, Consumer<Finding> findings) {
    remembered.forEach((end, file) -> checkEnd(end, file, findings));
    try {
      for (Map.Entry<String, String> note : noted.entrySet()) {
        checkNote(note.getKey(), note.getValue(), findings);
      }
      return certificateOrNull == null
          ? 0
          : signatures(Certificates.of(certificateOrNull), files.closed(now), findings);
    } catch (IOException e) {
      throw TrailCheck.unreadable(trail, e);
    }
  }

  private void checkEnd(Checkpoint.End end, Path checkpoint, Consumer<Finding> findings) {
    if (!seen.contains(end)) {
      findings.accept(
          new Finding(
              Finding.Kind.CUT,
              LaneFiles.lane(trail, end.lane()).toString(),
              0,
              "has no line numbered %d with the hash that the checkpoint %s remembers"
                  .formatted(end.seq(), checkpoint.getFileName())));
    }
  }

  private void checkNote(String name, String hash, Consumer<Finding> findings) throws IOException {
    Path file = files.file(name);
    if (Files.notExists(file)) {
      String what = "was signed, as the trail says, and is gone";
      findings.accept(new Finding(Finding.Kind.GAP, file.toString(), 0, what));
    } else if (!SignedFiles.hash(file).equals(hash)) {
      String what = "is not what was signed, as the trail says";
      findings.accept(new Finding(Finding.Kind.CHANGED, file.toString(), 0, what));
    }
  }

  private static int signatures(
      Certificates certificate, List<Path> closed, Consumer<Finding> findings) throws IOException {
    int good = 0;
    for (Path file : closed) {
      Path signature = SignedFiles.signature(file);
      if (Files.notExists(signature)) {
        String what = "has no signature " + signature.getFileName();
        findings.accept(new Finding(Finding.Kind.NOT_SIGNED, file.toString(), 0, what));
      } else if (!certificate.signed(file, Files.readAllBytes(signature))) {
        String what = "the signature is not one over these bytes by the certificate's key";
        findings.accept(new Finding(Finding.Kind.NOT_SIGNED, file.toString(), 0, what));
      } else {
        good++;
      }
    }
    return good;
  }
}
