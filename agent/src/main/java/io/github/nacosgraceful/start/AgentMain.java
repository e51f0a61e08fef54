package io.github.nacosgraceful.start;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.endpoint.Admin;
import io.github.nacosgraceful.log.LogSink;
import io.github.nacosgraceful.weave.ClassWeaver;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.HookInstaller;
import io.github.nacosgraceful.weave.SelfTest;
import io.github.nacosgraceful.weave.SuppressedErrors;
import java.lang.instrument.Instrumentation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the agent together: log, handlers, shutdown. Entered once from {@link AgentStart}, on the
 * thread {@code nacos-graceful-start}, beside the start of the application; in a JVM that runs
 * already on the thread that attaches.
 */
final class AgentMain {

  private AgentMain() {}

  static void start(
      Settings settings,
      List<Hook> hooks,
      HookInstaller installer,
      Instrumentation instrumentation) {
    Admin admin = arm(settings, hooks, installer, instrumentation);
    if (admin != null) {
      admin.open();
    }
  }

  /**
   * The same, and comes back without waiting for anything of the application.
   *
   * @return whether hooks are on
   */
  static boolean startLate(
      Settings settings,
      List<Hook> hooks,
      HookInstaller installer,
      Instrumentation instrumentation) {
    Admin admin = arm(settings, hooks, installer, instrumentation);
    if (admin == null) {
      return false;
    }
    Thread thread = new Thread(admin::open, "nacos-graceful-admin");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    return true;
  }

  /** Null if hooks are off. */
  private static Admin arm(
      Settings settings,
      List<Hook> hooks,
      HookInstaller installer,
      Instrumentation instrumentation) {
    long begin = System.nanoTime();
    Admin admin = null;
    try {
      LogSink.configure(
          settings.logLevel(), settings.logFile(), settings.logMaxSize(), settings.logFiles());
      Logger log = LoggerFactory.getLogger(AgentMain.class);
      SuppressedErrors errors = new SuppressedErrors();
      Bridge.onError(errors);
      Handlers handlers = new Handlers(settings, errors);
      boolean first = handlers.shutdown().install(instrumentation);
      String problem = SelfTest.problem();
      if (problem == null) {
        ClassWeaver weaver = new ClassWeaver(handlers::connect);
        installer.prepared(weaver);
        admin = handlers.admin(weaver.states());
        log.debug("ready to hook after {} us", (System.nanoTime() - begin) / 1000);
        // What nearly every application needs, while it does not need it yet.
        weaver.connect(Option.CONTEXTS);
        weaver.connect(Option.NACOS);
      } else {
        instrumentation.removeTransformer(installer);
      }
      for (String warning : settings.warnings()) {
        log.warn(warning);
      }
      armed(log, settings, hooks, first, problem);
      return admin;
    } catch (Throwable t) {
      System.err.println("[nacos-graceful] did not start, the application runs without it: " + t);
      return null;
    } finally {
      installer.prepared(null); // for who waits, if it is not
    }
  }

  private static void armed(
      Logger log, Settings settings, List<Hook> hooks, boolean first, String problem) {
    if (problem != null) {
      log.warn(
          "hooks are off: classes cannot be changed in this JVM ({}). The application runs without the agent",
          problem);
      return;
    }
    if (!first) {
      log.warn(
          "the drain will run beside the application's shutdown hooks, not before them: this JVM keeps its hooks"
              + " in another way. Calls may fail when instances are replaced; please report the JVM's version");
    }
    Set<String> parts = new LinkedHashSet<>();
    parts.add("shutdown " + (first ? "first" : "as a hook"));
    for (Hook hook : hooks) {
      parts.add(hook.part().key());
    }
    for (Hook hook : Hooks.all()) {
      if (settings.isOff(hook.part())) {
        parts.add(hook.part().key() + " off");
      }
    }
    log.info(
        "nacos-graceful-agent {} armed on Java {}: {}{}{}",
        Bridge.version(),
        System.getProperty("java.version"),
        String.join(", ", parts),
        settings.dryRun() ? " (dry-run: nothing is changed)" : "",
        settings.changed().isEmpty() ? "" : "; " + String.join(" ", settings.changed()));
  }
}
