package org.saddlebag.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.MasterKeyUri;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.safeguard.check.CheckError;
import org.saddlebag.safeguard.check.Subject;

/**
 * A declared flow as what is judged.
 *
 * @param subject what the flow does with its bucket
 * @param access in what capacity it speaks to the store
 * @param sseKey the KMS key that it wants objects at rest under, or null
 * @param masterKeys those that it seals or opens with
 */
public record FlowSubject(
    Subject subject, StoreAccess access, String sseKey, List<MasterKeySettings> masterKeys) {

  /** Copies the keys. */
  public FlowSubject {
    masterKeys = List.copyOf(masterKeys);
  }

  /**
   * Reads a declared flow.
   *
   * @param settings knows the master keys
   * @param name the flow's name
   * @param sends whether it brings something to S3; false where it brings objects back
   * @param parameters every parameter of its template, empty where it has no value
   * @return the flow as it is judged
   * @throws Refused if it has no bucket
   */
  public static FlowSubject of(
      Settings settings, String name, boolean sends, Map<String, String> parameters) {
    if (value(parameters, "bucket").isEmpty()) {
      throw new Refused(CheckError.NOTHING_TO_CHECK, "flow '%s' has no bucket".formatted(name));
    }
    StoreAccess access =
        ObjectSettingsText.access(
            value(parameters, "expectedOwner"),
            value(parameters, "requesterPays"),
            value(parameters, "access"));
    String sse = value(parameters, "sse").isEmpty() ? "none" : value(parameters, "sse");
    int colon = sse.indexOf(':');
    String kind = colon < 0 ? sse : sse.substring(0, colon);
    List<MasterKeySettings> keys = keys(settings, sends, parameters);
    Subject subject =
        new Subject(
            value(parameters, "bucket"),
            name,
            prefix(sends, parameters),
            access(sends, access),
            sends ? sealing(parameters, keys) : Subject.Sealing.NONE,
            sends ? kind : null,
            sends && !value(parameters, "lockMode").isEmpty(),
            access.expectedOwner());
    boolean kms = sends && kind.endsWith("sse-kms") && colon > 0;
    return new FlowSubject(subject, access, kms ? sse.substring(colon + 1) : null, keys);
  }

  private static String value(Map<String, String> parameters, String name) {
    return parameters.getOrDefault(name, "").strip();
  }

  private static Subject.Access access(boolean sends, StoreAccess access) {
    if (!sends) {
      return Subject.Access.FETCHES;
    }
    return access.writeOnly() ? Subject.Access.WRITES : Subject.Access.SENDS;
  }

  /** Up to the first placeholder, the keys are known. */
  private static String prefix(boolean sends, Map<String, String> parameters) {
    String key = value(parameters, sends ? "objectKey" : "prefix");
    int placeholder = key.indexOf('{');
    return sends && placeholder >= 0 ? key.substring(0, placeholder) : key;
  }

  /** Whoever fetches opens with any key. */
  private static List<MasterKeySettings> keys(
      Settings settings, boolean sends, Map<String, String> parameters) {
    String named = value(parameters, "key");
    return settings.masterKeys().stream()
        .filter(key -> !sends || key.name().equals(named))
        .toList();
  }

  private static Subject.Sealing sealing(
      Map<String, String> parameters, List<MasterKeySettings> keys) {
    Optional<MasterKeyUri> uri = keys.stream().map(MasterKeySettings::uri).findFirst();
    if (value(parameters, "seal").equals("none") || uri.isEmpty()) {
      return Subject.Sealing.PLAIN;
    }
    if (uri.get() instanceof MasterKeyUri.PublicKey) {
      return Subject.Sealing.SEALS_ONLY;
    }
    return uri.get() instanceof MasterKeyUri.Kms
        ? Subject.Sealing.IN_KMS
        : Subject.Sealing.OPENS_HERE;
  }
}
