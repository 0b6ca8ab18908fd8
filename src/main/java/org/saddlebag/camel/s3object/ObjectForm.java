package org.saddlebag.camel.s3object;

import java.util.HashMap;
import java.util.Map;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.settings.ObjectSettingsText;

/**
 * What objects have besides their bytes, metadata and encryption: a bean of a route template. An
 * empty value is not set.
 */
public final class ObjectForm {

  private final Map<String, String> given = new HashMap<>();

  /**
   * The settings; a lock is checked against the present time.
   *
   * @throws org.saddlebag.errors.Refused if one is wrong
   */
  ObjectSettings settings() {
    return ObjectSettingsText.parse(given);
  }

  public void setStorageClass(String storageClass) {
    given.put("storageClass", storageClass);
  }

  public void setCacheControl(String cacheControl) {
    given.put("cacheControl", cacheControl);
  }

  public void setContentDisposition(String contentDisposition) {
    given.put("contentDisposition", contentDisposition);
  }

  public void setContentEncoding(String contentEncoding) {
    given.put("contentEncoding", contentEncoding);
  }

  public void setContentLanguage(String contentLanguage) {
    given.put("contentLanguage", contentLanguage);
  }

  public void setAcl(String acl) {
    given.put("acl", acl);
  }

  public void setLockMode(String lockMode) {
    given.put("lockMode", lockMode);
  }

  public void setLockRetain(String lockRetain) {
    given.put("lockRetain", lockRetain);
  }

  public void setLegalHold(String legalHold) {
    given.put("legalHold", legalHold);
  }
}
