package io.github.nacosgraceful.start;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.endpoint.Admin;
import io.github.nacosgraceful.leaving.ContextDrain;
import io.github.nacosgraceful.leaving.Departures;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.leaving.ShutdownDrain;
import io.github.nacosgraceful.library.alibaba.GracefulWait;
import io.github.nacosgraceful.library.dubbo.DubboCalls;
import io.github.nacosgraceful.library.dubbo.DubboHooks;
import io.github.nacosgraceful.library.dubbo.DubboStreams;
import io.github.nacosgraceful.library.grpc.GrpcResolvers;
import io.github.nacosgraceful.library.grpc.GrpcServerCalls;
import io.github.nacosgraceful.library.grpc.GrpcServerHooks;
import io.github.nacosgraceful.library.grpc.GrpcServers;
import io.github.nacosgraceful.library.jetty.JettyHooks;
import io.github.nacosgraceful.library.jetty.JettyRequests;
import io.github.nacosgraceful.library.loadbalancer.HealthHandlers;
import io.github.nacosgraceful.library.loadbalancer.NacosBalancerHandler;
import io.github.nacosgraceful.library.loadbalancer.SupplierHandler;
import io.github.nacosgraceful.library.micrometer.GlobalRegistry;
import io.github.nacosgraceful.library.nacos.NacosPart;
import io.github.nacosgraceful.library.ribbon.RibbonGuard;
import io.github.nacosgraceful.library.tomcat.StoppedApplications;
import io.github.nacosgraceful.library.tomcat.TomcatHooks;
import io.github.nacosgraceful.library.tomcat.TomcatRequests;
import io.github.nacosgraceful.library.undertow.UndertowHooks;
import io.github.nacosgraceful.library.undertow.UndertowRequests;
import io.github.nacosgraceful.library.webflux.WebFluxHooks;
import io.github.nacosgraceful.library.webflux.WebFluxRequests;
import io.github.nacosgraceful.library.websocket.WebSocketSessions;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.status.Facts;
import io.github.nacosgraceful.status.Measures;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;
import io.github.nacosgraceful.weave.PartStates;
import io.github.nacosgraceful.weave.SuppressedErrors;
import java.util.Arrays;
import java.util.HashSet;

/**
 * Each handler, behind the hook that calls it: those of a part when the first of its classes is
 * about to be woven, so that nothing is loaded for a library that is not there. Once for each part.
 */
final class Handlers {

  private final Settings settings;
  private final SuppressedErrors errors;
  private final Gate gate = new Gate();
  private final NacosClients clients = new NacosClients();
  private final Registrations registrations;
  private final Drains drains;
  private final ShutdownDrain shutdown;
  private final Contexts contexts = new Contexts();
  private final Traffic traffic = new Traffic();
  private final Services epochs;

  Handlers(Settings settings, SuppressedErrors errors) {
    this.settings = settings;
    epochs = new Services(new WarmUps(settings.warmUpMaxShare()));
    this.errors = errors;
    registrations = new Registrations(gate, clients, contexts);
    drains =
        new Drains(
            settings,
            registrations,
            new Departures(settings, clients, gate),
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
    shutdown = new ShutdownDrain(drains);
  }

  /** What runs when the JVM is told to stop. */
  ShutdownDrain shutdown() {
    return shutdown;
  }

  /** What operators see and do. */
  Admin admin(PartStates parts) {
    return new Admin(facts(), parts);
  }

  private Facts facts() {
    return new Facts(settings, registrations, clients, drains, epochs, traffic, errors);
  }

  void connect(Option part) {
    switch (part) {
      case NACOS:
        NacosPart.connect(settings, epochs, clients, gate, registrations, contexts);
        break;
      case CONTEXTS:
        contexts();
        break;
      case LOADBALANCER:
        loadBalancer();
        break;
      case RIBBON:
        ribbon();
        break;
      case GRPC_CLIENT:
        grpcClient();
        break;
      case SUSPECT:
        new Suspects(epochs, settings.dryRun()).connect();
        break;
      case TOMCAT:
        tomcat();
        break;
      case JETTY:
        jetty();
        break;
      case UNDERTOW:
        undertow();
        break;
      case WEBFLUX:
        webFlux();
        break;
      case GRPC_SERVER:
        grpcServer();
        break;
      case DUBBO:
        dubbo();
        break;
      case MICROMETER:
        Bridge.install(
            Bridge.MICROMETER_REGISTRY, new GlobalRegistry(new Measures(facts()).fixed()));
        break;
      case SPRING_CLOUD_ALIBABA:
        springCloudAlibaba();
        break;
      default:
        throw new IllegalArgumentException(part + " has no hooks");
    }
  }

  /** What stops while the JVM goes on. */
  private void contexts() {
    ContextDrain context = new ContextDrain(drains, contexts);
    Bridge.install(Bridge.CONTEXT_REFRESH, contexts.refreshes());
    Bridge.install(Bridge.CONTEXT_CLOSE, context.closes());
    Bridge.install(Bridge.TOMCAT_STOP, new StoppedApplications(context::stops));
  }

  private void loadBalancer() {
    Bridge.install(Bridge.LOADBALANCER_SUPPLIER, new SupplierHandler(epochs, settings.dryRun()));
    Bridge.install(Bridge.NACOS_BALANCER, new NacosBalancerHandler(epochs, settings.dryRun()));
    HealthHandlers health = new HealthHandlers(epochs, settings.dryRun());
    Bridge.install(Bridge.LOADBALANCER_HEALTH, health.built());
    Bridge.install(Bridge.LOADBALANCER_CHECKS, health.checks());
  }

  private void ribbon() {
    RibbonGuard ribbon = new RibbonGuard(epochs, settings.dryRun());
    Bridge.install(Bridge.RIBBON_UPDATE, ribbon.updates());
    Bridge.install(Bridge.RIBBON_SET, ribbon.sets());
    Bridge.install(Bridge.RIBBON_CHOOSE, ribbon.choices());
  }

  private void grpcClient() {
    GrpcResolvers grpc = new GrpcResolvers(epochs, settings.dryRun());
    Bridge.install(Bridge.GRPC_RESOLVER, grpc.built());
    Bridge.install(Bridge.GRPC_RESOLVE, grpc.asking());
  }

  private void tomcat() {
    TomcatRequests tomcat = new TomcatRequests(traffic, ignoredPaths());
    Bridge.install(Bridge.TOMCAT_SERVICE, tomcat.firstPass());
    Bridge.install(Bridge.TOMCAT_ASYNC, tomcat.laterPasses());
    Bridge.install(Bridge.TOMCAT_COMMIT, tomcat.commits());
    Bridge.install(Bridge.TOMCAT_STREAM, tomcat.http2());
    webSockets();
  }

  private void jetty() {
    JettyRequests jetty = new JettyRequests(traffic, ignoredPaths());
    Bridge.install(Bridge.JETTY_BEGIN, jetty.begins());
    Bridge.install(Bridge.JETTY_COMMIT, jetty.commits());
    Bridge.install(Bridge.JETTY_END, jetty.ends());
    Bridge.install(Bridge.JETTY_ABORT, jetty.aborts());
    Bridge.install(Bridge.JETTY_STREAM, jetty.http2());
    Bridge.install(Bridge.JETTY_UPGRADE, jetty.upgrades());
    webSockets();
  }

  private void undertow() {
    UndertowRequests undertow = new UndertowRequests(traffic, ignoredPaths());
    Bridge.install(Bridge.UNDERTOW_BEGIN, undertow.begins());
    Bridge.install(Bridge.UNDERTOW_COMMIT, undertow.commits());
    Bridge.install(Bridge.UNDERTOW_END, undertow.ends());
    Bridge.install(Bridge.UNDERTOW_GOAWAY, undertow.http2());
    webSockets();
  }

  private void webFlux() {
    WebFluxRequests webFlux = new WebFluxRequests(traffic, ignoredPaths());
    Bridge.install(Bridge.WEBFLUX_HANDLE, webFlux.begins());
    Bridge.install(Bridge.WEBFLUX_COMMIT, webFlux.commits());
    webSockets();
  }

  private void dubbo() {
    DubboStreams streams = new DubboStreams(traffic);
    Bridge.install(Bridge.DUBBO_CALL, new DubboCalls(traffic, streams));
    Bridge.install(Bridge.DUBBO_STREAM_END, streams);
  }

  private void grpcServer() {
    GrpcServerCalls grpc = new GrpcServerCalls(traffic);
    Bridge.install(Bridge.GRPC_CALL_BEGIN, grpc.begins());
    Bridge.install(Bridge.GRPC_CALL_END, grpc.ends());
    GrpcServers servers = new GrpcServers();
    Bridge.install(Bridge.GRPC_SERVER, servers);
    traffic.whenClosing(servers::closeConnections);
  }

  /** The same for every server that has them. */
  private void webSockets() {
    Bridge.install(Bridge.WEBSOCKET, new WebSocketSessions(traffic.webSockets()));
  }

  private void springCloudAlibaba() {
    Bridge.install(
        Bridge.ALIBABA_WAIT,
        new GracefulWait(() -> shutdown.isDrained() || contexts.isDrainedOnThisThread()));
  }

  private IgnoredPaths ignoredPaths() {
    return new IgnoredPaths(settings.drainIgnorePaths());
  }
}
