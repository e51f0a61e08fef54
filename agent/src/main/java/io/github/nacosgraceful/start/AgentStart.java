package io.github.nacosgraceful.start;

import io.github.nacosgraceful.Agent;
import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.install.HookInstaller;
import io.github.nacosgraceful.late.LateArming;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Hook;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the application's {@code main} has to wait for: the options, and that every hooked class is
 * seen. The rest of the agent is put together beside the start of the application, by {@link
 * AgentMain} on a thread of its own; a hooked class that is loaded sooner waits for it.
 *
 * <p>Entered once from {@link Agent}, in the isolated loader, on the thread {@code main}. As little
 * as possible is loaded here, and nothing with a lambda: the JVM would write a class for each.
 */
public final class AgentStart {

  private AgentStart() {}

  public static void start(String argument, Instrumentation instrumentation) {
    Settings settings = Settings.read(argument, System.getProperties(), System.getenv());
    if (!settings.get(Option.ENABLED)) {
      Bridge.release();
      return;
    }
    List<Part> parts = partsOn(settings);
    HookInstaller installer = new HookInstaller(hooksOf(parts, false));
    Thread thread =
        new Thread("nacos-graceful-start") {
          @Override
          public void run() {
            AgentMain.start(settings, parts, installer, instrumentation);
          }
        };
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    installer.install(instrumentation);
  }

  /**
   * The same in a JVM that runs already, all of it on the thread that attaches.
   *
   * @return the lines of the answer: the first is {@link Agent#ARMED} or {@link Agent#OFF}
   */
  public static String attach(String argument, Instrumentation instrumentation) {
    Settings settings = Settings.read(argument, System.getProperties(), System.getenv());
    if (!settings.get(Option.ENABLED)) {
      Bridge.release();
      return Agent.OFF + "\nit is switched off there by the option enabled";
    }
    List<Part> parts = partsOn(settings);
    HookInstaller installer = new HookInstaller(hooksOf(parts, true));
    if (!AgentMain.startLate(settings, parts, installer, instrumentation)) {
      return Agent.OFF + "\n" + Bridge.off();
    }
    installer.install(instrumentation);
    return Agent.ARMED + "\n" + String.join("\n", new LateArming(parts).arm(instrumentation));
  }

  private static List<Part> partsOn(Settings settings) {
    List<Part> on = new ArrayList<>();
    for (Part part : Parts.all()) {
      if (settings.get(part.option())) {
        on.add(part);
      }
    }
    return on;
  }

  private static Map<String, List<Hook>> hooksOf(List<Part> parts, boolean late) {
    Map<String, List<Hook>> hooks = new LinkedHashMap<>();
    for (Part part : parts) {
      List<Hook> its = new ArrayList<>(part.hooks());
      if (late) {
        its.addAll(part.lateHooks());
      }
      hooks.put(part.name(), its);
    }
    return hooks;
  }
}
