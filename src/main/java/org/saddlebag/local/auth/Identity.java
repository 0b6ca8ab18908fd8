package org.saddlebag.local.auth;

import java.util.Set;

/**
 * A caller with one access key.
 *
 * @param name a name for messages
 * @param accessKey the access key id
 * @param secretKey the secret access key
 * @param actions what the caller may do, by the names of IAM actions: {@code s3:PutObject}, {@code
 *     kms:*}, {@code *}
 */
public record Identity(String name, String accessKey, String secretKey, Set<String> actions) {

  /** Keeps a copy of the actions. */
  public Identity {
    actions = Set.copyOf(actions);
  }

  /**
   * A caller who may do everything.
   *
   * @param name a name for messages
   * @param accessKey the access key id
   * @param secretKey the secret access key
   * @return the identity
   */
  public static Identity unrestricted(String name, String accessKey, String secretKey) {
    return new Identity(name, accessKey, secretKey, Set.of("*"));
  }

  /**
   * A caller who can put and abort, and neither read, list nor delete.
   *
   * @param name a name for messages
   * @param accessKey the access key id
   * @param secretKey the secret access key
   * @return the identity
   */
  public static Identity writeOnly(String name, String accessKey, String secretKey) {
    return new Identity(
        name,
        accessKey,
        secretKey,
        Set.of("s3:PutObject", "s3:AbortMultipartUpload", "kms:GenerateDataKey"));
  }

  /**
   * Whether the caller may do something.
   *
   * @param action an IAM action such as {@code s3:GetObject}
   * @return true where it is allowed
   */
  public boolean may(String action) {
    String service = action.substring(0, action.indexOf(':') + 1);
    return actions.contains("*") || actions.contains(service + "*") || actions.contains(action);
  }

  /**
   * How AWS names the caller.
   *
   * @param account the account id, 12 digits
   * @return the ARN of a user
   */
  public String arn(String account) {
    return "arn:aws:iam::" + account + ":user/" + name;
  }

  /** The name and the key id; never the secret. */
  @Override
  public String toString() {
    return name + " (" + accessKey + ")";
  }
}
