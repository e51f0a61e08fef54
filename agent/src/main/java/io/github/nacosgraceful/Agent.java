package io.github.nacosgraceful;

import io.github.nacosgraceful.bridge.AgentClassLoader;
import io.github.nacosgraceful.bridge.Bridge;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The entry points of the jar: {@code premain} for {@code -javaagent}, {@code agentmain} for the
 * command {@code attach}, and {@code main} for {@code java -jar}.
 *
 * <p>Runs in the system class loader. Everything else of the agent is loaded by {@link
 * AgentClassLoader}, so that Byte Buddy and slf4j never meet the application's copies.
 *
 * <p>What premain may touch is restricted: no {@code java.util.logging}, no {@code java.nio.file}
 * and no JMX, because the first use of each fixes an implementation that the application may want
 * to choose in its own {@code main}. No lambdas and method handles either before {@link #isTooOld}
 * has said yes: JDK 8 before 8u40 can crash on them in premain. Only {@code System.err} is written
 * to, and no exception ever leaves.
 */
public final class Agent {

  /**
   * The system property in which {@link #agentmain} leaves its answer for the process that
   * attaches: lines, of which the first is one of those below. Constants, for the isolated part
   * cannot see this class.
   */
  public static final String REPLY = "io.github.nacosgraceful.attached";

  public static final String ARMED = "armed";
  public static final String ARMED_BEFORE = "armed before";
  public static final String OFF = "off";

  private static final String START = "io.github.nacosgraceful.start.AgentStart";
  private static final String COMMANDS = "io.github.nacosgraceful.command.Commands";

  private Agent() {}

  /**
   * Starts the agent on the thread {@code main}, before the application's own {@code main}.
   *
   * @param arguments {@code name=value,…}, or null
   * @param instrumentation of this JVM
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      if (isTooOld(System.getProperty("java.version"))) {
        say(tooOld());
      } else if (isJdkTool()) {
        // JAVA_TOOL_OPTIONS reaches jcmd, keytool, and this jar's own commands: their output is not
        // ours to change.
        return;
      } else if (!Bridge.claim()) {
        say(
            "a second -javaagent of nacos-graceful-agent was given: it is ignored, the first one runs.");
      } else {
        File jar = ownJar();
        if (jar != null) {
          Class<?> start = new AgentClassLoader(jar).loadClass(START);
          start
              .getMethod("start", String.class, Instrumentation.class)
              .invoke(null, arguments, instrumentation);
        }
      }
    } catch (Throwable t) {
      // First the line: it may be the bridge that is broken, and whatever leaves premain ends the
      // JVM.
      say("did not start, the application runs without it: " + reason(rootOf(t)));
      try {
        Bridge.off("it did not start there: " + reason(rootOf(t)));
      } catch (Throwable noBridge) {
        // The line has said it.
      }
    }
  }

  /**
   * Starts the agent in a JVM that runs already, on the thread that the JVM keeps for attaching.
   *
   * @param arguments {@code name=value,…}, or null
   * @param instrumentation of this JVM
   */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    System.setProperty(REPLY, attached(arguments, instrumentation));
  }

  private static String attached(String arguments, Instrumentation instrumentation) {
    try {
      if (isTooOld(System.getProperty("java.version"))) {
        return OFF + "\n" + tooOld();
      }
      if (!Bridge.claim()) {
        return Bridge.off() == null ? ARMED_BEFORE : OFF + "\n" + Bridge.off();
      }
      File jar = ownJar();
      if (jar == null) {
        return OFF + "\n" + Bridge.off();
      }
      return (String)
          new AgentClassLoader(jar)
              .loadClass(START)
              .getMethod("attach", String.class, Instrumentation.class)
              .invoke(null, arguments, instrumentation);
    } catch (Throwable t) {
      Bridge.off("it did not start there: " + reason(rootOf(t)));
      return OFF + "\n" + Bridge.off();
    }
  }

  /** {@code java -jar nacos-graceful-agent.jar}: the commands. */
  public static void main(String[] arguments) throws Exception {
    File jar = ownJar();
    if (jar == null) {
      System.exit(1);
    }
    Class<?> commands = new AgentClassLoader(jar).loadClass(COMMANDS);
    System.exit(
        (Integer) commands.getMethod("run", String[].class).invoke(null, (Object) arguments));
  }

  /**
   * The jar this class came from, or null (after a line that says why) if it is not the agent's
   * own.
   */
  private static File ownJar() throws IOException, URISyntaxException {
    // Not through getProtectionDomain: with a security manager that needs a permission.
    URL self = Agent.class.getResource("Agent.class");
    String url = String.valueOf(self);
    int end = url.indexOf("!/");
    if (!url.startsWith("jar:file:") || end < 0) {
      stayOff(
          "its classes were unpacked (found at "
              + url
              + "): the agent stays off. Start it from its own jar");
      return null;
    }
    File file = new File(new URI(url.substring("jar:".length(), end)));
    // Unverified: the jar is not signed, and checking would load the JVM's security providers.
    try (JarFile jar = new JarFile(file, false)) {
      Manifest manifest = jar.getManifest();
      String premain =
          manifest == null ? null : manifest.getMainAttributes().getValue("Premain-Class");
      if (Agent.class.getName().equals(premain)) {
        return file;
      }
    }
    stayOff(
        "its classes were unpacked into "
            + file.getName()
            + ": the agent stays off. Start it from its own jar");
    return null;
  }

  private static String tooOld() {
    return "this JVM is Java "
        + System.getProperty("java.version")
        + ", older than 8u40: the agent stays off.";
  }

  static boolean isTooOld(String version) {
    if (!version.startsWith("1.")) {
      return false;
    }
    if (!version.startsWith("1.8.0")) {
      return true;
    }
    int update = 0;
    for (int i = "1.8.0_".length();
        i < version.length() && Character.isDigit(version.charAt(i));
        i++) {
      update = update * 10 + (version.charAt(i) - '0');
    }
    return update < 40;
  }

  private static boolean isJdkTool() {
    String module = System.getProperty("jdk.module.main", "");
    String command = System.getProperty("sun.java.command", "");
    return module.startsWith("jdk.")
        || module.startsWith("java.") // keytool is java.base/sun.security.tools.keytool.Main
        || command.startsWith("sun.tools.")
        || command.startsWith("com.sun.tools.")
        || command.startsWith("sun.security.tools.")
        || isOwnCommand(command);
  }

  /** {@code java -jar} of this jar, wherever it is. */
  static boolean isOwnCommand(String command) {
    int end = command.indexOf(' ');
    String first = end < 0 ? command : command.substring(0, end);
    return first
        .substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1)
        .equals("nacos-graceful-agent.jar");
  }

  private static Throwable rootOf(Throwable t) {
    return t instanceof InvocationTargetException && t.getCause() != null ? t.getCause() : t;
  }

  private static String reason(Throwable t) {
    return t instanceof SecurityException
        ? t.getMessage()
            + ". With a security manager, its jar needs java.security.AllPermission in the policy."
        : t.toString();
  }

  private static void stayOff(String why) {
    Bridge.off(why);
    say(why + ".");
  }

  private static void say(String what) {
    System.err.println("[nacos-graceful] " + what);
  }
}
