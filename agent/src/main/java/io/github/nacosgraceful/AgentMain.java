package io.github.nacosgraceful;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.drain.ContextDrain;
import io.github.nacosgraceful.drain.Drains;
import io.github.nacosgraceful.drain.ShutdownDrain;
import io.github.nacosgraceful.dubbo.DubboCalls;
import io.github.nacosgraceful.dubbo.DubboHooks;
import io.github.nacosgraceful.epoch.Epochs;
import io.github.nacosgraceful.grpc.GrpcResolvers;
import io.github.nacosgraceful.grpc.GrpcServerCalls;
import io.github.nacosgraceful.grpc.GrpcServerHooks;
import io.github.nacosgraceful.grpc.GrpcServers;
import io.github.nacosgraceful.hook.Hook;
import io.github.nacosgraceful.hook.HookInstaller;
import io.github.nacosgraceful.hook.Hooks;
import io.github.nacosgraceful.hook.SelfTest;
import io.github.nacosgraceful.hook.SuppressedErrors;
import io.github.nacosgraceful.jetty.JettyHooks;
import io.github.nacosgraceful.jetty.JettyRequests;
import io.github.nacosgraceful.loadbalancer.HealthHandlers;
import io.github.nacosgraceful.loadbalancer.SupplierHandler;
import io.github.nacosgraceful.log.LogSink;
import io.github.nacosgraceful.nacos.Nacos;
import io.github.nacosgraceful.ribbon.RibbonGuard;
import io.github.nacosgraceful.spring.Contexts;
import io.github.nacosgraceful.springcloud.GracefulWait;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.tomcat.StoppedApplications;
import io.github.nacosgraceful.tomcat.TomcatHooks;
import io.github.nacosgraceful.tomcat.TomcatRequests;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;
import io.github.nacosgraceful.undertow.UndertowHooks;
import io.github.nacosgraceful.undertow.UndertowRequests;
import io.github.nacosgraceful.webflux.WebFluxHooks;
import io.github.nacosgraceful.webflux.WebFluxRequests;
import io.github.nacosgraceful.websocket.WebSocketSessions;
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
    Contexts contexts = new Contexts();
    Nacos nacos = new Nacos(settings, contexts);
    Drains drains =
        new Drains(
            settings,
            nacos,
            traffic,
            new HashSet<>(
                Arrays.asList(
                    TomcatHooks.ADAPTER,
                    JettyHooks.SERVER,
                    UndertowHooks.CONNECTORS,
                    WebFluxHooks.ADAPTER,
                    GrpcServerHooks.LISTENER,
                    DubboHooks.INVOKER)),
            errors);
    ShutdownDrain shutdown = new ShutdownDrain(drains);
    connect(settings, epochs, nacos);
    connect(settings, traffic);
    connect(contexts, drains, shutdown);

    List<Hook> hooks =
        Hooks.all().stream()
            .filter(hook -> !settings.isOff(hook.part()))
            .collect(Collectors.toList());
    HookInstaller installer = new HookInstaller(hooks);
    installer.install(instrumentation);
    boolean first = shutdown.install(instrumentation);
    SelfTest.start(
        problem -> {
          if (problem != null) {
            instrumentation.removeTransformer(installer);
          }
          armed(log, settings, hooks, first, problem);
        });
  }

  /** The handlers of following, each behind the hook that calls it. */
  private static void connect(Settings settings, Epochs epochs, Nacos nacos) {
    nacos.connect(epochs);
    Bridge.install(Bridge.LOADBALANCER_SUPPLIER, new SupplierHandler(epochs, settings.dryRun()));
    HealthHandlers health = new HealthHandlers(epochs, settings.dryRun());
    Bridge.install(Bridge.LOADBALANCER_HEALTH, health.built());
    Bridge.install(Bridge.LOADBALANCER_CHECKS, health.checks());
    RibbonGuard ribbon = new RibbonGuard(epochs, settings.dryRun());
    Bridge.install(Bridge.RIBBON_UPDATE, ribbon.updates());
    Bridge.install(Bridge.RIBBON_SET, ribbon.sets());
    Bridge.install(Bridge.RIBBON_CHOOSE, ribbon.choices());
    GrpcResolvers grpc = new GrpcResolvers(epochs, settings.dryRun());
    Bridge.install(Bridge.GRPC_RESOLVER, grpc.built());
    Bridge.install(Bridge.GRPC_RESOLVE, grpc.asking());
    if (!settings.isOff(Option.SUSPECT)) {
      new Suspects(epochs, settings.dryRun()).connect();
    }
  }

  /** The handlers of the servers whose requests are counted. */
  private static void connect(Settings settings, Traffic traffic) {
    IgnoredPaths ignored = new IgnoredPaths(settings.drainIgnorePaths());
    TomcatRequests tomcat = new TomcatRequests(traffic, ignored);
    Bridge.install(Bridge.TOMCAT_SERVICE, tomcat.firstPass());
    Bridge.install(Bridge.TOMCAT_ASYNC, tomcat.laterPasses());
    Bridge.install(Bridge.TOMCAT_COMMIT, tomcat.commits());
    JettyRequests jetty = new JettyRequests(traffic, ignored);
    Bridge.install(Bridge.JETTY_BEGIN, jetty.begins());
    Bridge.install(Bridge.JETTY_COMMIT, jetty.commits());
    Bridge.install(Bridge.JETTY_END, jetty.ends());
    Bridge.install(Bridge.JETTY_ABORT, jetty.aborts());
    UndertowRequests undertow = new UndertowRequests(traffic, ignored);
    Bridge.install(Bridge.UNDERTOW_BEGIN, undertow.begins());
    Bridge.install(Bridge.UNDERTOW_COMMIT, undertow.commits());
    Bridge.install(Bridge.UNDERTOW_END, undertow.ends());
    WebFluxRequests webFlux = new WebFluxRequests(traffic, ignored);
    Bridge.install(Bridge.WEBFLUX_HANDLE, webFlux.begins());
    Bridge.install(Bridge.WEBFLUX_COMMIT, webFlux.commits());
    Bridge.install(Bridge.WEBSOCKET, new WebSocketSessions(traffic.webSockets()));
    GrpcServerCalls grpc = new GrpcServerCalls(traffic);
    Bridge.install(Bridge.GRPC_CALL_BEGIN, grpc.begins());
    Bridge.install(Bridge.GRPC_CALL_END, grpc.ends());
    GrpcServers grpcServers = new GrpcServers();
    Bridge.install(Bridge.GRPC_SERVER, grpcServers);
    traffic.whenClosing(grpcServers::closeConnections);
    Bridge.install(Bridge.DUBBO_CALL, new DubboCalls(traffic));
  }

  /** The handlers of what stops while the JVM goes on. */
  private static void connect(Contexts contexts, Drains drains, ShutdownDrain shutdown) {
    ContextDrain context = new ContextDrain(drains, contexts);
    Bridge.install(Bridge.CONTEXT_REFRESH, contexts.refreshes());
    Bridge.install(Bridge.CONTEXT_CLOSE, context.closes());
    Bridge.install(Bridge.TOMCAT_STOP, new StoppedApplications(context::stops));
    Bridge.install(
        Bridge.ALIBABA_WAIT,
        new GracefulWait(() -> shutdown.isDrained() || contexts.isDrainedOnThisThread()));
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
