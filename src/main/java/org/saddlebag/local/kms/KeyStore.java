package org.saddlebag.local.kms;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** All keys and aliases. Safe for many threads. */
public final class KeyStore {

  /** The key of SSE-KMS where a write names none. */
  public static final String S3_ALIAS = "alias/aws/s3";

  private static final int MATERIAL_BYTES = 32;

  private final KeyFolder folder;
  private final String arnPrefix;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, KmsKey> keys = new TreeMap<>();
  private final Map<String, String> aliases = new TreeMap<>();

  /**
   * Opens the folder and reads what is there.
   *
   * @param folder the folder, made where it is missing
   * @param region the Region in ARNs
   * @param account the account id in ARNs
   * @param clock the clock
   * @throws IOException when the disk fails or the state is damaged
   */
  public KeyStore(Path folder, String region, String account, Clock clock) throws IOException {
    this.folder = new KeyFolder(folder);
    this.arnPrefix = "arn:aws:kms:" + region + ":" + account + ":";
    this.clock = clock;
    this.folder.keys().forEach(key -> keys.put(key.keyId(), key));
    aliases.putAll(this.folder.aliases());
    if (!aliases.containsKey(S3_ALIAS)) {
      putAlias(S3_ALIAS, create("Default key of S3", "AWS").keyId());
    }
  }

  synchronized KmsKey create(String description, String manager) throws IOException {
    String id = UUID.randomUUID().toString();
    KmsKey key =
        new KmsKey(
            id,
            arnPrefix + "key/" + id,
            description,
            clock.millis(),
            KeyState.ENABLED,
            0,
            manager,
            // Keys that AWS manages rotate each year, whoever uses them.
            manager.equals("AWS") ? KeyHandlers.DEFAULT_ROTATION_DAYS : 0,
            null,
            List.of(newMaterial()));
    save(key);
    return key;
  }

  private String newMaterial() {
    byte[] material = new byte[MATERIAL_BYTES];
    random.nextBytes(material);
    return Base64.getEncoder().encodeToString(material);
  }

  private void save(KmsKey key) throws IOException {
    folder.write(key);
    keys.put(key.keyId(), key);
  }

  synchronized KmsKey change(KmsKey key, UnaryOperator<KmsKey> change) throws IOException {
    KmsKey changed = change.apply(keys.get(key.keyId()));
    save(changed);
    return changed;
  }

  void rotate(KmsKey key) throws IOException {
    change(key, k -> k.withMaterial(newMaterial()));
  }

  synchronized void putAlias(String alias, String keyId) throws IOException {
    aliases.put(alias, keyId);
    folder.write(aliases);
  }

  synchronized void removeAlias(String alias) throws IOException {
    aliases.remove(alias);
    folder.write(aliases);
  }

  /** Finds a key by id, ARN, alias name or alias ARN; null where there is none. */
  synchronized KmsKey find(String name) {
    String plain = name.startsWith(arnPrefix) ? name.substring(arnPrefix.length()) : name;
    if (plain.startsWith("alias/")) {
      return keys.get(aliases.getOrDefault(plain, ""));
    }
    boolean arn = name.startsWith(arnPrefix + "key/");
    return keys.get(arn ? plain.substring("key/".length()) : name);
  }

  synchronized List<KmsKey> list() {
    return new ArrayList<>(keys.values());
  }

  synchronized Map<String, String> aliases() {
    return new TreeMap<>(aliases);
  }

  String aliasArn(String alias) {
    return arnPrefix + alias;
  }

  /**
   * Makes a key, and an alias for it where one is wanted.
   *
   * @param alias {@code alias/NAME} that does not exist yet, or null
   * @return the key's ARN
   * @throws IOException when the disk fails
   */
  public String createKey(String alias) throws IOException {
    KmsKey key = create("", "CUSTOMER");
    if (alias != null) {
      putAlias(alias, key.keyId());
    }
    return key.arn();
  }

  /**
   * The ARN of a key.
   *
   * @param name id, ARN, alias name or alias ARN
   * @return the ARN, or null where there is no such key
   */
  public String arn(String name) {
    KmsKey key = find(name);
    return key == null ? null : key.arn();
  }

  /**
   * The state of a key.
   *
   * @param name id, ARN, alias name or alias ARN of a key that exists
   * @return its state
   */
  public KeyState state(String name) {
    return find(name).state();
  }
}
