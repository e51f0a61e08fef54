package io.github.nacosgraceful.bridge;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Loads the hidden part of the agent: {@code inst/**.classdata} of its own jar, which no other
 * loader can mistake for classes.
 *
 * <p>Its parent is the platform loader (the boot loader on 8, where {@code com.sun.net.httpserver}
 * and {@code java.sql} are there), not the system loader, so application and agent never see each
 * other's libraries. Only the bridge comes from the loader of this class: both worlds must mean the
 * same one.
 *
 * <p>The jar is read once, at the start. Whoever upgrades the agent may overwrite the file of a JVM
 * that runs, and most classes of the shutdown are loaded when it is told to stop.
 */
public final class AgentClassLoader extends ClassLoader {

  private static final String HIDDEN = "inst/";
  private static final String BRIDGE = "io.github.nacosgraceful.bridge.";

  static {
    registerAsParallelCapable();
  }

  private final JarCopy jar;

  /** That of the jar, so that what a security policy grants to it holds for all of its classes. */
  private final ProtectionDomain domain = AgentClassLoader.class.getProtectionDomain();

  /**
   * @param jar the agent's own
   * @throws IOException if it cannot be read
   */
  public AgentClassLoader(File jar) throws IOException {
    super(platformLoader());
    this.jar = JarCopy.of(jar);
  }

  /**
   * The last before the boot loader, above the loader of this class. Not by {@code
   * getPlatformClassLoader}: this is compiled for 8, and the first reflective call of a method that
   * looks at its caller, as that one does, costs 40 ms.
   */
  private static ClassLoader platformLoader() {
    if (System.getProperty("java.specification.version").startsWith("1.")) {
      return null;
    }
    ClassLoader loader = AgentClassLoader.class.getClassLoader();
    while (loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  /** Its own classes first: the parent says with an exception that it does not have them. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(BRIDGE)) {
      return Class.forName(name, false, Bridge.class.getClassLoader());
    }
    String entry = entryOf(name.replace('.', '/') + ".class");
    if (name.startsWith("java.") || !jar.has(entry)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name, entry) : loaded;
    }
  }

  private Class<?> define(String name, String entry) throws ClassNotFoundException {
    try {
      byte[] bytes = jar.read(entry);
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    } catch (LinkageError e) {
      // Another agent that was shown the class has asked for it, on this thread, before it was
      // there.
      Class<?> meanwhile = findLoadedClass(name);
      if (meanwhile == null) {
        throw e;
      }
      return meanwhile;
    }
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = jar.read(entryOf(name));
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      return null;
    }
  }

  /** For other agents, which read the classes that they are shown, and their supertypes. */
  @Override
  protected URL findResource(String name) {
    String entry = entryOf(name);
    try {
      return jar.has(entry) ? new URL(null, "nacos-graceful:" + entry, new InMemory(entry)) : null;
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL resource = findResource(name);
    return resource == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(resource));
  }

  private static String entryOf(String name) {
    return HIDDEN + (name.endsWith(".class") ? name + "data" : name);
  }

  /** Reads an entry of the copy, wherever the file is by now. */
  private final class InMemory extends URLStreamHandler {

    private final String entry;

    InMemory(String entry) {
      this.entry = entry;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
          return new ByteArrayInputStream(jar.read(entry));
        }
      };
    }
  }
}
