package org.saddlebag.settings;

import java.util.List;

/** Who we are, in the words of Camel's AWS components; exactly one way may be chosen. */
final class CredentialsSection {

  private final Key<String> accessKey;
  private final Key<Secret> secretKey;
  private final Key<Secret> sessionToken;
  private final Key<Boolean> useSessionCredentials;
  private final Key<Boolean> useDefault;
  private final Key<Boolean> useProfile;
  private final Key<String> profileName;

  /**
   * The section of one component.
   *
   * @param prefix {@code camel.component.aws2-s3.} or the like
   */
  CredentialsSection(String prefix) {
    accessKey = Key.optional(prefix + "accessKey", Values.text("\\S+", "write the access key id"));
    secretKey = Key.secret(prefix + "secretKey");
    sessionToken = Key.secret(prefix + "sessionToken");
    useSessionCredentials = Key.of(prefix + "useSessionCredentials", Values.bool(), "false");
    useDefault = Key.of(prefix + "useDefaultCredentialsProvider", Values.bool(), "false");
    useProfile = Key.of(prefix + "useProfileCredentialsProvider", Values.bool(), "false");
    profileName =
        Key.optional(prefix + "profileCredentialsName", Values.text("\\S+", "write a name"));
  }

  List<Key<?>> keys() {
    return List.of(
        accessKey,
        secretKey,
        sessionToken,
        useSessionCredentials,
        useDefault,
        useProfile,
        profileName);
  }

  /** The default chain where nothing is chosen. */
  Credentials read(RawSettings settings) {
    boolean own = settings.has(accessKey) || settings.has(secretKey) || settings.has(sessionToken);
    boolean profile = settings.get(useProfile) || settings.has(profileName);
    boolean chain = settings.get(useDefault);
    if ((own && profile) || (own && chain) || (profile && chain)) {
      settings
          .problems()
          .add(
              accessKey.name(),
              "is one of several ways to credentials",
              "keep an access key, or a profile, or the default chain");
    }
    if (own) {
      return accessKey(settings);
    }
    return profile
        ? new Credentials.Profile(settings.get(profileName))
        : new Credentials.DefaultChain();
  }

  private Credentials accessKey(RawSettings settings) {
    requireTogether(settings, accessKey, secretKey);
    requireTogether(settings, secretKey, accessKey);
    if (settings.get(useSessionCredentials) && !settings.has(sessionToken)) {
      settings
          .problems()
          .add(
              useSessionCredentials.name(), "needs a session token", "give " + sessionToken.name());
    }
    return new Credentials.AccessKey(
        settings.get(accessKey), settings.get(secretKey), settings.get(sessionToken));
  }

  private static void requireTogether(RawSettings settings, Key<?> given, Key<?> missing) {
    if (!settings.has(missing)) {
      settings
          .problems()
          .add(missing.name(), "is missing", "give it together with " + given.name());
    }
  }
}
