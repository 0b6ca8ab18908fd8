package org.saddlebag.settings;

import java.util.Map;
import org.saddlebag.keys.MasterKeyUri;

/**
 * One master key as configured.
 *
 * @param name {@code [a-z0-9-]+}
 * @param uri where it is; paths in it are absolute
 * @param password opens the keystore; null for keys without one
 * @param version what objects under a local key carry, from 1
 * @param context the key's own KMS encryption context, may be empty
 * @param defaultForForeign whether the key opens what others sealed
 */
public record MasterKeySettings(
    String name,
    MasterKeyUri uri,
    Secret password,
    int version,
    Map<String, String> context,
    boolean defaultForForeign) {

  /** Copies the context. */
  public MasterKeySettings {
    context = Map.copyOf(context);
  }
}
