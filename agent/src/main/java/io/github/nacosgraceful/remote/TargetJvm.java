package io.github.nacosgraceful.remote;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Properties;

/**
 * Another JVM on this machine, through the JDK's attach API. That is in the system class loader's
 * module {@code jdk.attach} and on 8 in {@code tools.jar}, both out of sight of the agent's own
 * loader; so by reflection.
 */
public final class TargetJvm implements Closeable {

  private static final String VIRTUAL_MACHINE = "com.sun.tools.attach.VirtualMachine";

  private final long pid;
  private final Class<?> type;
  private final Object machine;
  private final Properties properties;

  private TargetJvm(long pid, Class<?> type, Object machine) throws NotAttachedException {
    this.pid = pid;
    this.type = type;
    this.machine = machine;
    properties = (Properties) call("getSystemProperties");
  }

  /**
   * @throws NotAttachedException if there is no such JVM, or it does not let this one in
   */
  public static TargetJvm attach(long pid) throws NotAttachedException {
    String refusal = ProcessLooks.refusal(pid);
    if (refusal != null) {
      throw new NotAttachedException(refusal);
    }
    Class<?> type = api();
    try {
      return new TargetJvm(
          pid, type, type.getMethod("attach", String.class).invoke(null, String.valueOf(pid)));
    } catch (InvocationTargetException e) {
      throw new NotAttachedException(
          "process " + pid + " does not let itself be attached to: " + reason(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new NotAttachedException("this Java has an unknown attach API: " + e, e);
    }
  }

  private static Class<?> api() throws NotAttachedException {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    try {
      return Class.forName(VIRTUAL_MACHINE, true, system);
    } catch (ClassNotFoundException e) {
      File tools = new File(System.getProperty("java.home"), "../lib/tools.jar");
      try {
        return Class.forName(
            VIRTUAL_MACHINE, true, new URLClassLoader(new URL[] {tools.toURI().toURL()}, system));
      } catch (ClassNotFoundException | IOException noTools) {
        throw new NotAttachedException(
            "this Java ("
                + System.getProperty("java.home")
                + ") has no attach API: run this command with the java of a JDK",
            e);
      }
    }
  }

  /** As in {@code java.version}. */
  public String javaVersion() {
    return String.valueOf(properties.getProperty("java.version"));
  }

  /** 8, 11, 17 and so on. */
  public int feature() {
    String version = String.valueOf(properties.getProperty("java.specification.version"));
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  /** What a system property of that JVM is now; null if it is not set. */
  public String property(String name) throws NotAttachedException {
    return ((Properties) call("getSystemProperties")).getProperty(name);
  }

  /**
   * Loads an agent there, and comes back when its {@code agentmain} has ended.
   *
   * @param jar as that JVM sees its files
   */
  public void load(String jar, String arguments) throws NotAttachedException {
    try {
      type.getMethod("loadAgent", String.class, String.class).invoke(machine, jar, arguments);
    } catch (InvocationTargetException e) {
      throw new NotAttachedException(
          "process " + pid + " did not load the agent: " + reason(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new NotAttachedException("this Java has an unknown attach API: " + e, e);
    }
  }

  /** Where that JVM's MBeans can be reached from this machine; begins to listen if it did not. */
  public String managementAddress() throws NotAttachedException {
    return (String) call("startLocalManagementAgent");
  }

  private Object call(String method) throws NotAttachedException {
    try {
      return type.getMethod(method).invoke(machine);
    } catch (InvocationTargetException e) {
      throw new NotAttachedException(
          "process " + pid + " does not answer: " + reason(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new NotAttachedException("this Java has an unknown attach API: " + e, e);
    }
  }

  private static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message.replaceFirst("[.]$", "");
  }

  @Override
  public void close() {
    try {
      call("detach");
    } catch (NotAttachedException e) {
      // It has ended meanwhile.
    }
  }
}
