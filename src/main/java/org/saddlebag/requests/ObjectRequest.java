package org.saddlebag.requests;

/**
 * Bring me these objects.
 *
 * @param id what the sender calls the request, or the id of its message
 * @param key the object key, or null where all objects of a prefix are meant
 * @param prefix how the keys begin, or null where one key is meant
 * @param versionId the version of the key, or null for the newest
 * @param to the directory below the flow's own, without a slash at either end; empty for that one
 */
public record ObjectRequest(String id, String key, String prefix, String versionId, String to) {

  /**
   * Where a file goes.
   *
   * @param name its name as the flow makes it
   * @return the name with the directory before it
   */
  public String placed(String name) {
    return to.isEmpty() ? name : to + "/" + name;
  }
}
