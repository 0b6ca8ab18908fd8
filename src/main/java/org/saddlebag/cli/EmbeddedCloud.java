package org.saddlebag.cli;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/**
 * The embedded S3 and KMS, reached by name: their jar is on the class path of {@code try} alone, so
 * that nothing else can come to depend on it.
 */
final class EmbeddedCloud implements AutoCloseable {

  private static final String CLASS = "org.saddlebag.local.LocalCloud";

  private final Object cloud;

  private EmbeddedCloud(Object cloud) {
    this.cloud = cloud;
  }

  /**
   * Starts both on free ports of 127.0.0.1.
   *
   * @param folder where everything lies
   * @throws Refused if they are not installed
   */
  static EmbeddedCloud start(Path folder) {
    try {
      Class<?> type = Class.forName(CLASS);
      return new EmbeddedCloud(type.getMethod("start", Path.class).invoke(null, folder));
    } catch (ClassNotFoundException e) {
      throw new Refused(CliError.NOT_INSTALLED, "the embedded S3 and KMS are not there", e);
    } catch (ReflectiveOperationException e) {
      throw unwrapped(e);
    }
  }

  void ensureBucket(String name) {
    call(s3(), "ensureBucket", name);
  }

  void ensureKey(String alias) {
    call(kms(), "ensureKey", alias);
  }

  URI s3Endpoint() {
    return (URI) call(s3(), "endpoint");
  }

  URI kmsEndpoint() {
    return (URI) call(kms(), "endpoint");
  }

  String accessKey() {
    return (String) call(s3(), "accessKey");
  }

  String secretKey() {
    return (String) call(s3(), "secretKey");
  }

  @Override
  public void close() {
    call(cloud, "close");
  }

  private Object s3() {
    return call(cloud, "s3");
  }

  private Object kms() {
    return call(cloud, "kms");
  }

  private static Object call(Object target, String method, String... arguments) {
    Class<?>[] types = new Class<?>[arguments.length];
    java.util.Arrays.fill(types, String.class);
    try {
      return target.getClass().getMethod(method, types).invoke(target, (Object[]) arguments);
    } catch (ReflectiveOperationException e) {
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(ReflectiveOperationException e) {
    boolean ours =
        e instanceof InvocationTargetException && e.getCause() instanceof SaddlebagException;
    return ours
        ? (SaddlebagException) e.getCause()
        : new Refused(CliError.NOT_INSTALLED, "the embedded S3 and KMS do not fit: " + e, e);
  }
}
