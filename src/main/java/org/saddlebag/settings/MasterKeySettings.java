package org.saddlebag.settings;

import java.util.Map;
import java.util.Set;
import org.saddlebag.keys.MasterKeyUri;

/**
 * One master key as configured.
 *
 * @param name {@code [a-z0-9-]+}
 * @param uri where it is; paths in it are absolute
 * @param password opens the keystore; null for keys without one
 * @param version what objects under a local key carry, from 1
 * @param context the key's own KMS encryption context, may be empty
 * @param accounts with discovery the AWS accounts that are allowed, else empty
 * @param regions with discovery the Regions that are allowed, empty for all
 * @param defaultForForeign whether the key opens what others sealed
 * @param ignoreExpiry whether a certificate may be out of its dates
 */
public record MasterKeySettings(
    String name,
    MasterKeyUri uri,
    Secret password,
    int version,
    Map<String, String> context,
    Set<String> accounts,
    Set<String> regions,
    boolean defaultForForeign,
    boolean ignoreExpiry) {

  /** Copies context and sets. */
  public MasterKeySettings {
    context = Map.copyOf(context);
    accounts = Set.copyOf(accounts);
    regions = Set.copyOf(regions);
  }
}
