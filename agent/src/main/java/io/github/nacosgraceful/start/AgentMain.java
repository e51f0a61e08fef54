package io.github.nacosgraceful.start;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.endpoint.Admin;
import io.github.nacosgraceful.install.ClassWeaver;
import io.github.nacosgraceful.install.HookInstaller;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.install.Probe;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.LogSink;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.thread.AgentThread;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Puts the agent together: log, parts, shutdown. Entered once from {@link AgentStart}, on the
 * thread {@code nacos-graceful-start}, beside the start of the application; in a JVM that runs
 * already on the thread that attaches.
 */
final class AgentMain {

  private AgentMain() {}

  static void start(
      Settings settings,
      List<Part> parts,
      HookInstaller installer,
      Instrumentation instrumentation) {
    Admin admin = arm(settings, parts, installer, instrumentation, false);
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
      List<Part> parts,
      HookInstaller installer,
      Instrumentation instrumentation) {
    Admin admin = arm(settings, parts, installer, instrumentation, true);
    if (admin == null) {
      return false;
    }
    AgentThread.of(admin::open, "admin", null).start();
    return true;
  }

  /** Null if hooks are off: {@link Bridge#off()} has the reason then. */
  private static Admin arm(
      Settings settings,
      List<Part> parts,
      HookInstaller installer,
      Instrumentation instrumentation,
      boolean late) {
    long begin = System.nanoTime();
    Admin admin = null;
    try {
      LogSink.configure(
          settings.get(Option.LOG_LEVEL),
          settings.get(Option.LOG_FILE),
          settings.get(Option.LOG_MAX_SIZE),
          settings.get(Option.LOG_FILES));
      Logger log = Log.get();
      SuppressedErrors errors = new SuppressedErrors();
      Bridge.onError(errors);
      Core core = core(settings, parts, errors);
      if (late) {
        core.drains().mayMissRegistrations();
      }
      boolean first = core.shutdown().install(instrumentation);
      String problem = Probe.problem();
      if (problem == null) {
        ClassWeaver weaver = new ClassWeaver(connecting(parts, core), core.states());
        if (!installer.prepared(weaver)) {
          Bridge.off("it was not ready in time there");
          return null;
        }
        admin = new Admin(core.facts(), core.states());
        log.debug("ready to hook after {} us", (System.nanoTime() - begin) / 1000);
        // What nearly every application needs, while it does not need it yet.
        for (Part part : parts) {
          if (part.option() == Option.CONTEXTS || part.option() == Option.NACOS) {
            weaver.connect(part.name());
          }
        }
      } else {
        Bridge.off(
            "its hooks are off there: classes cannot be changed in that JVM (" + problem + ")");
        instrumentation.removeTransformer(installer);
      }
      for (String warning : settings.warnings()) {
        log.warn(warning);
      }
      armed(log, settings, parts, core.states(), first, problem);
      return admin;
    } catch (Throwable t) {
      Bridge.off("it did not start there: " + t);
      System.err.println("[nacos-graceful] did not start, the application runs without it: " + t);
      return null;
    } finally {
      installer.prepared(null); // whoever waits for it may go on, if it is not yet
    }
  }

  private static Core core(Settings settings, List<Part> on, SuppressedErrors errors) {
    List<String> all = new ArrayList<>();
    List<String> off = new ArrayList<>();
    Set<String> servingClasses = new HashSet<>();
    Set<String> counting = new HashSet<>();
    for (Part part : Parts.all()) {
      all.add(part.name());
      if (!settings.get(part.option())) {
        off.add(part.name());
      }
    }
    for (Part part : on) {
      if (!part.servingClasses().isEmpty()) {
        servingClasses.addAll(part.servingClasses());
        counting.add(part.name());
      }
    }
    return new Core(settings, new PartStates(all, off), servingClasses, counting, errors);
  }

  private static Consumer<String> connecting(List<Part> parts, Core core) {
    return name -> {
      for (Part part : parts) {
        if (part.name().equals(name)) {
          part.connect(core);
        }
      }
    };
  }

  private static void armed(
      Logger log,
      Settings settings,
      List<Part> parts,
      PartStates states,
      boolean first,
      String problem) {
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
    List<String> words = new ArrayList<>();
    words.add("shutdown " + (first ? "first" : "as a hook"));
    for (Part part : parts) {
      words.add(part.name());
    }
    for (String part : states.all()) {
      if (states.isSwitchedOff(part)) {
        words.add(part + " off");
      }
    }
    log.info(
        "nacos-graceful-agent {} armed on Java {}: {}{}{}",
        Bridge.version(),
        System.getProperty("java.version"),
        String.join(", ", words),
        settings.get(Option.DRY_RUN) ? " (dry-run: nothing is changed)" : "",
        settings.changed().isEmpty() ? "" : "; " + String.join(" ", settings.changed()));
  }
}
