package org.saddlebag.s3;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What an object has besides its bytes, its metadata, its tags and its encryption. Whether the
 * store and the bucket take it is told by {@link ObjectSettingRules}.
 *
 * @param storageClass in S3's words, for example {@code STANDARD_IA}; null for the store's default
 * @param cacheControl {@code Cache-Control}, or null
 * @param contentDisposition {@code Content-Disposition}, or null
 * @param contentEncoding {@code Content-Encoding}, or null
 * @param contentLanguage {@code Content-Language}, or null
 * @param acl a canned ACL in S3's words, for example {@code bucket-owner-full-control}, or null
 * @param lock the lock of the version, or null
 * @param legalHold whether the version is held until somebody lifts it
 */
public record ObjectSettings(
    String storageClass,
    String cacheControl,
    String contentDisposition,
    String contentEncoding,
    String contentLanguage,
    String acl,
    ObjectLock lock,
    boolean legalHold) {

  /** Nothing is set. */
  public static final ObjectSettings NONE =
      new ObjectSettings(null, null, null, null, null, null, null, false);

  /**
   * The same, and where the storage class or a header is not set, another's. ACL and locks are the
   * affair of each object.
   *
   * @param other what fills the gaps
   * @return a copy
   */
  ObjectSettings over(ObjectSettings other) {
    return new ObjectSettings(
        storageClass != null ? storageClass : other.storageClass,
        cacheControl != null ? cacheControl : other.cacheControl,
        contentDisposition != null ? contentDisposition : other.contentDisposition,
        contentEncoding != null ? contentEncoding : other.contentEncoding,
        contentLanguage != null ? contentLanguage : other.contentLanguage,
        acl,
        lock,
        legalHold);
  }

  /**
   * Which of them are set.
   *
   * @return never {@code TAGS} or what belongs to {@link StoreAccess}
   */
  public Set<ObjectSetting> given() {
    Map<ObjectSetting, Object> values = new EnumMap<>(ObjectSetting.class);
    values.put(ObjectSetting.STORAGE_CLASS, storageClass);
    values.put(ObjectSetting.CACHE_CONTROL, cacheControl);
    values.put(ObjectSetting.CONTENT_DISPOSITION, contentDisposition);
    values.put(ObjectSetting.CONTENT_ENCODING, contentEncoding);
    values.put(ObjectSetting.CONTENT_LANGUAGE, contentLanguage);
    values.put(ObjectSetting.ACL, acl);
    values.put(ObjectSetting.OBJECT_LOCK, lock);
    values.put(ObjectSetting.LEGAL_HOLD, legalHold ? Boolean.TRUE : null);
    values.values().removeIf(value -> value == null);
    return values.keySet();
  }
}
