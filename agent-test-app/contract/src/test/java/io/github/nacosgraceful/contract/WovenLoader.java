package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.weave.Weaving;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads one version of a library as an application with the agent does: hooked classes are woven,
 * and see the bridge. Nothing else comes from the test's own class path.
 */
final class WovenLoader extends URLClassLoader {

  WovenLoader(List<Path> jars) {
    super(
        jars.stream().map(WovenLoader::url).toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(Bridge.class.getPackageName())) {
      return Class.forName(name, false, Bridge.class.getClassLoader());
    }
    if (!Weaving.isHooked(name)) {
      return super.findClass(name);
    }
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] woven = Weaving.weave(this, name, in.readAllBytes());
      return defineClass(name, woven, 0, woven.length);
    } catch (ClassNotFoundException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(name + " cannot be woven", e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Without the checked exception: a jar that cannot be closed is no test's affair. */
  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException ignored) {
      // the operating system closes it
    }
  }
}
