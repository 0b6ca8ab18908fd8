package org.saddlebag.keys;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;

/** One master key over its versions: the current one seals, the previous ones still open. */
public final class RotatedMasterKey implements MasterKey {

  private final MasterKey current;
  private final List<MasterKey> versions;

  /**
   * A rotated key.
   *
   * @param current seals and opens
   * @param previous only open; each has the current key's name
   * @throws IllegalArgumentException if a previous key has another name
   */
  public RotatedMasterKey(MasterKey current, List<? extends MasterKey> previous) {
    this.current = current;
    this.versions = Stream.concat(Stream.of(current), previous.stream()).toList();
    versions.forEach(
        version -> {
          if (!version.name().equals(current.name())) {
            throw new IllegalArgumentException(
                "%s is not a version of %s".formatted(version.name(), current.name()));
          }
        });
  }

  @Override
  public String name() {
    return current.name();
  }

  @Override
  public void requireSealing() {
    current.requireSealing();
  }

  @Override
  public boolean opens() {
    return versions.stream().anyMatch(MasterKey::opens);
  }

  @Override
  public GeneratedDataKey generate(AlgorithmSuite suite, Map<String, String> context) {
    return current.generate(suite, context);
  }

  @Override
  public Match match(EncryptedDataKey key) {
    return versions.stream().map(version -> version.match(key)).min(Match::compareTo).orElseThrow();
  }

  @Override
  public UnwrappedDataKey unwrap(
      EncryptedDataKey key, AlgorithmSuite suite, Map<String, String> context) {
    Match wanted = match(key);
    UnwrapFailures failures = new UnwrapFailures();
    for (MasterKey version : versions) {
      if (version.match(key) == wanted) {
        try {
          return version.unwrap(key, suite, context);
        } catch (KeyUnavailable e) {
          failures.add(e);
        }
      }
    }
    throw failures.chosen();
  }
}
