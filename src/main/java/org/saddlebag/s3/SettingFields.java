package org.saddlebag.s3;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Object settings in the members of S3's requests, which PutObject, CreateMultipartUpload and
 * CopyObject have in common. Source: S3 API Reference, "PutObject".
 */
final class SettingFields {

  private final Map<String, Object> members = new HashMap<>();

  /**
   * Fields.
   *
   * @param delivery the time that a lock's span begins
   */
  SettingFields(ObjectSettings settings, Instant delivery) {
    members.put("StorageClass", settings.storageClass());
    members.put("CacheControl", settings.cacheControl());
    members.put("ContentDisposition", settings.contentDisposition());
    members.put("ContentEncoding", settings.contentEncoding());
    members.put("ContentLanguage", settings.contentLanguage());
    members.put("ACL", settings.acl());
    if (settings.lock() != null) {
      members.put("ObjectLockMode", settings.lock().mode().name());
      members.put("ObjectLockRetainUntilDate", settings.lock().end(delivery));
    }
    members.put("ObjectLockLegalHoldStatus", settings.legalHold() ? "ON" : null);
  }

  void applyTo(SdkPojo builder) {
    RequestMembers.set(builder, members);
  }
}
