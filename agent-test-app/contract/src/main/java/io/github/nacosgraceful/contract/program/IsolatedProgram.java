package io.github.nacosgraceful.contract.program;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Runs another program in a class loader that does not see the class path of the JVM: {@code
 * parent} has the platform's loader as its parent, {@code child-first} asks its parent for the JDK
 * only.
 */
public final class IsolatedProgram {

  private IsolatedProgram() {}

  public static void main(String[] arguments) throws Exception {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = new File(entries[i]).toURI().toURL();
    }
    ClassLoader loader =
        arguments[0].equals("parent")
            ? new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())
            : new ChildFirst(urls);
    Thread.currentThread().setContextClassLoader(loader);
    Class.forName(arguments[1], true, loader)
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[0]);
  }

  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL[] urls) {
      super(urls, IsolatedProgram.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        try {
          return ClassLoader.getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException e) {
          return findClass(name);
        }
      }
    }
  }
}
