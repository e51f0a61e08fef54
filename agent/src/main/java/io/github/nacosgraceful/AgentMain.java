package io.github.nacosgraceful;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.drain.ShutdownDrain;
import io.github.nacosgraceful.drain.Summary;
import io.github.nacosgraceful.epoch.Epochs;
import io.github.nacosgraceful.hook.Engine;
import io.github.nacosgraceful.hook.Hook;
import io.github.nacosgraceful.hook.HookInstaller;
import io.github.nacosgraceful.hook.Hooks;
import io.github.nacosgraceful.hook.SuppressedErrors;
import io.github.nacosgraceful.loadbalancer.SupplierHandler;
import io.github.nacosgraceful.log.LogSink;
import io.github.nacosgraceful.nacos.Nacos;
import io.github.nacosgraceful.ribbon.RibbonGuard;
import io.github.nacosgraceful.springcloud.GracefulWait;
import io.github.nacosgraceful.tomcat.TomcatHooks;
import io.github.nacosgraceful.tomcat.TomcatRequests;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;
import io.github.nacosgraceful.webflux.WebFluxHooks;
import io.github.nacosgraceful.webflux.WebFluxRequests;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the agent together: options, log, handlers, hooks, shutdown. Entered once from {@link
 * Agent}, in the isolated loader, on the thread {@code main} before the application's {@code main}.
 */
public final class AgentMain {

  private AgentMain() {}

  public static void start(String argument, Instrumentation instrumentation) {
    Settings settings = Settings.read(argument, System.getProperties(), System.getenv());
    if (!settings.enabled()) {
      return;
    }
    String logProblem = LogSink.configure(settings.logLevel(), settings.logFile());
    Logger log = LoggerFactory.getLogger(AgentMain.class);
    settings.warnings().forEach(log::warn);
    if (logProblem != null) {
      log.warn(logProblem);
    }

    SuppressedErrors errors = new SuppressedErrors();
    Bridge.onError(errors);
    Epochs epochs = new Epochs();
    Traffic traffic = new Traffic();
    Nacos nacos = new Nacos(settings);
    ShutdownDrain drain =
        new ShutdownDrain(
            settings,
            nacos,
            traffic,
            new HashSet<>(Arrays.asList(TomcatHooks.ADAPTER, WebFluxHooks.ADAPTER)),
            new Summary(errors));
    connect(settings, epochs, traffic, nacos, drain);

    Engine engine = new Engine();
    List<Hook> hooks =
        Hooks.all().stream()
            .filter(hook -> !settings.isOff(hook.part()))
            .collect(Collectors.toList());
    HookInstaller installer = new HookInstaller(hooks, engine);
    installer.install(instrumentation);
    boolean first = drain.install(instrumentation);
    engine.start(
        () -> {
          if (engine.problem() != null) {
            instrumentation.removeTransformer(installer);
          }
          armed(log, settings, hooks, first, engine.problem());
        });
  }

  /** Each handler, behind the hook that calls it. */
  private static void connect(
      Settings settings, Epochs epochs, Traffic traffic, Nacos nacos, ShutdownDrain drain) {
    nacos.connect(epochs);
    Bridge.install(Bridge.LOADBALANCER_SUPPLIER, new SupplierHandler(epochs, settings.dryRun()));
    RibbonGuard ribbon = new RibbonGuard(epochs, settings.dryRun());
    Bridge.install(Bridge.RIBBON_UPDATE, ribbon.updates());
    Bridge.install(Bridge.RIBBON_CHOOSE, ribbon.choices());
    IgnoredPaths ignored = new IgnoredPaths(settings.drainIgnorePaths());
    TomcatRequests tomcat = new TomcatRequests(traffic, ignored);
    Bridge.install(Bridge.TOMCAT_SERVICE, tomcat.firstPass());
    Bridge.install(Bridge.TOMCAT_ASYNC, tomcat.laterPasses());
    Bridge.install(Bridge.WEBFLUX_HANDLE, new WebFluxRequests(traffic, ignored));
    Bridge.install(Bridge.ALIBABA_WAIT, new GracefulWait(drain::isDrained));
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
    List<String> parts = new ArrayList<>();
    parts.add("shutdown " + (first ? "first" : "as a hook"));
    for (Option part : hooks.stream().map(Hook::part).distinct().collect(Collectors.toList())) {
      parts.add(part.key());
    }
    Hooks.all().stream()
        .map(Hook::part)
        .distinct()
        .filter(settings::isOff)
        .forEach(part -> parts.add(part.key() + " off"));
    log.info(
        "nacos-graceful-agent {} armed on Java {}: {}{}{}",
        Bridge.version(),
        System.getProperty("java.version"),
        String.join(", ", parts),
        settings.dryRun() ? " (dry-run: nothing is changed)" : "",
        settings.changed().isEmpty() ? "" : "; " + String.join(" ", settings.changed()));
  }
}
