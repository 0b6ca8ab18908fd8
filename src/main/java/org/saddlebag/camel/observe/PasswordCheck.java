package org.saddlebag.camel.observe;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.saddlebag.settings.ManagementSettings;

/** The one user that may look. Only a digest of the password is held. */
final class PasswordCheck implements AuthenticationProvider {

  private static final String REFUSED = "wrong user or password";

  private final String user;
  private final byte[] expected;

  private PasswordCheck(String user, byte[] expected) {
    this.user = user;
    this.expected = expected;
  }

  static PasswordCheck of(ManagementSettings.Login login) {
    char[] password = login.password().read();
    try {
      return new PasswordCheck(login.user(), digest(login.user(), CharBuffer.wrap(password)));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** In a time that tells nothing of what was right. */
  boolean allows(String name, String password) {
    boolean both =
        MessageDigest.isEqual(expected, digest(String.valueOf(name), String.valueOf(password)));
    return name != null && password != null && both;
  }

  private static byte[] digest(String user, CharSequence password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(user.getBytes(StandardCharsets.UTF_8));
      // A user's name has no colon, so no two pairs read the same.
      digest.update((byte) ':');
      digest.update(StandardCharsets.UTF_8.encode(CharBuffer.wrap(password)));
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-256", e);
    }
  }

  @Override
  public Future<User> authenticate(Credentials credentials) {
    return credentials instanceof UsernamePasswordCredentials given
            && allows(given.getUsername(), given.getPassword())
        ? Future.succeededFuture(User.fromName(user))
        : Future.failedFuture(REFUSED);
  }

  @Override
  @Deprecated
  public void authenticate(JsonObject credentials, Handler<AsyncResult<User>> result) {
    result.handle(
        allows(credentials.getString("username"), credentials.getString("password"))
            ? Future.succeededFuture(User.fromName(user))
            : Future.failedFuture(REFUSED));
  }
}
