package io.github.nacosgraceful.bridge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the hidden part of the agent: {@code inst/**.classdata} of its own jar, which no other
 * loader can mistake for classes.
 *
 * <p>Its parent is the platform loader (the boot loader on 8, where {@code com.sun.net.httpserver}
 * and {@code java.sql} are there), not the system loader, so application and agent never see each
 * other's libraries. Only the bridge comes from the loader of this class: both worlds must mean the
 * same one.
 */
public final class AgentClassLoader extends ClassLoader {

  private static final String HIDDEN = "inst/";
  private static final String BRIDGE = "io.github.nacosgraceful.bridge.";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;

  /** That of the jar, so that what a security policy grants to it holds for all of its classes. */
  private final ProtectionDomain domain = AgentClassLoader.class.getProtectionDomain();

  /**
   * @param jar the agent's own, open for as long as the JVM runs
   */
  public AgentClassLoader(JarFile jar) {
    super(platformLoader());
    this.jar = jar;
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
    JarEntry entry = name.startsWith("java.") ? null : entryOf(name.replace('.', '/') + ".class");
    if (entry == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name, entry) : loaded;
    }
  }

  private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
    try {
      byte[] bytes = read(entry);
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(
          name + ": the agent's jar cannot be read (was it replaced while the JVM ran?)", e);
    }
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    JarEntry entry = entryOf(name);
    if (entry == null) {
      return super.getResourceAsStream(name);
    }
    try {
      return new ByteArrayInputStream(read(entry));
    } catch (IOException e) {
      return null;
    }
  }

  /** For slf4j, which finds its provider this way. */
  @Override
  protected URL findResource(String name) {
    JarEntry entry = entryOf(name);
    try {
      return entry == null
          ? null
          : new URL(null, "nacos-graceful:" + entry.getName(), new EntryHandler(entry));
    } catch (IOException e) {
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

  private JarEntry entryOf(String name) {
    return jar.getJarEntry(HIDDEN + (name.endsWith(".class") ? name + "data" : name));
  }

  private byte[] read(JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.max(entry.getSize(), 512));
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    }
  }

  /** Reads from the jar that is open already; a jar: URL would open it once more, and verify it. */
  private final class EntryHandler extends URLStreamHandler {

    private final JarEntry entry;

    EntryHandler(JarEntry entry) {
      this.entry = entry;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
          return new ByteArrayInputStream(read(entry));
        }
      };
    }
  }
}
