package io.github.nacosgraceful.start;

import io.github.nacosgraceful.Agent;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.late.LateArming;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.HookInstaller;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

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
    if (!settings.enabled()) {
      return;
    }
    List<Hook> hooks = hooks(settings);
    HookInstaller installer = new HookInstaller(hooks);
    Thread thread =
        new Thread("nacos-graceful-start") {
          @Override
          public void run() {
            AgentMain.start(settings, hooks, installer, instrumentation);
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
    if (!settings.enabled()) {
      return Agent.OFF + "\nit is switched off there by the option enabled";
    }
    List<Hook> hooks = hooks(settings);
    HookInstaller installer = new HookInstaller(hooks);
    if (!AgentMain.startLate(settings, hooks, installer, instrumentation)) {
      return Agent.OFF + "\nit could not start there: that JVM's standard error says why";
    }
    installer.install(instrumentation);
    return Agent.ARMED + "\n" + String.join("\n", new LateArming().arm(instrumentation));
  }

  private static List<Hook> hooks(Settings settings) {
    List<Hook> hooks = new ArrayList<>();
    for (Hook hook : Hooks.all()) {
      if (!settings.isOff(hook.part())) {
        hooks.add(hook);
      }
    }
    return hooks;
  }
}
