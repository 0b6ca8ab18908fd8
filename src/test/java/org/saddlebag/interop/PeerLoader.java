package org.saddlebag.interop;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * A class loader with another release of the S3 Encryption Client, and an SDK of its own below it:
 * the SDK keeps a register of names, in which two releases of the client collide.
 */
final class PeerLoader extends URLClassLoader {

  private static final String CLIENT = "software.amazon.encryption.s3.";

  /** Loaded afresh from the test's class path, so that they are linked to the other release. */
  private static final List<String> AFRESH =
      List.of("software.amazon.", EncryptionClients.class.getName(), PeerClients.class.getName());

  private final ClassLoader parent;

  PeerLoader(Path clientJar) {
    super(new URL[] {url(clientJar)}, PeerLoader.class.getClassLoader());
    this.parent = PeerLoader.class.getClassLoader();
  }

  /** Does something with this loader as the thread's own, as a program of that release would. */
  <T, E extends Exception> T within(Act<T, E> act) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      return act.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (AFRESH.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return name.startsWith(CLIENT) ? findClass(name) : again(name);
    }
  }

  private Class<?> again(String name) throws ClassNotFoundException {
    try (InputStream in = parent.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** The other release's own files first. */
  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
    all.addAll(Collections.list(parent.getResources(name)));
    return Collections.enumeration(all);
  }

  private static URL url(Path jar) {
    if (!Files.exists(jar)) {
      throw new AssertionError(jar + " is missing; mvn process-test-resources puts it there");
    }
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("no URL: " + jar, e);
    }
  }

  /** Something to do. */
  interface Act<T, E extends Exception> {
    T get() throws E;
  }
}
