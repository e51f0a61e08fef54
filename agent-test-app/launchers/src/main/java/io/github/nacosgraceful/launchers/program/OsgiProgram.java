package io.github.nacosgraceful.launchers.program;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Starts one bundle in the OSGi framework that is on the class path. Its configuration is the
 * system properties {@code org.osgi.framework.*} and {@code felix.*}.
 */
public final class OsgiProgram {

  private OsgiProgram() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> configuration = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("org.osgi.framework.") || name.startsWith("felix.")) {
        configuration.put(name, System.getProperty(name));
      }
    }
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(configuration);
    framework.start();
    framework.getBundleContext().installBundle("file:" + arguments[0]).start();
    framework.waitForStop(0);
  }
}
