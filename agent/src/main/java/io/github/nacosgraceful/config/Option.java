package io.github.nacosgraceful.config;

import java.util.Locale;

/**
 * Every option of the agent: its name, default, form and one line of documentation. {@code
 * docs/configuration.md} and {@code --help} are made from this list.
 */
public enum Option {
  ENABLED(
      "enabled", Kind.BOOLEAN, "true", Need.ESSENTIAL, "`false`: the agent does nothing at all."),
  SHUTDOWN_TIMEOUT(
      "shutdown.timeout",
      Kind.DURATION,
      "25s",
      Need.ESSENTIAL,
      "The longest that a shutdown waits before the application's own shutdown runs, everything together. Keep it below"
          + " what the platform allows (Kubernetes kills after 30 s unless told otherwise)."),
  DRAIN_MIN(
      "drain.min",
      Kind.DURATION,
      "0s",
      Need.ESSENTIAL,
      "The shortest time to serve on after deregistering. For fleets where callers lack the agent and call rarely:"
          + " their cache time, `35s`, with a `shutdown.timeout` above it."),
  DRAIN_QUIET(
      "drain.quiet",
      Kind.DURATION_OR_AUTO,
      "auto",
      Need.FREQUENT,
      "How long no request may have come in before callers count as gone. `auto`: three times the mean gap between"
          + " requests before the stop, at least 300 ms, at most 5 s."),
  DRAIN_STREAMS(
      "drain.streams",
      Kind.DURATION,
      "5s",
      Need.FREQUENT,
      "How long requests that usually have no end are waited for: server-sent events, WebSockets, streams of gRPC and of"
          + " Dubbo. Those that are still open after that are named in the summary."),
  DRAIN_IGNORE_PATHS(
      "drain.ignore-paths",
      Kind.PREFIXES,
      "/actuator,/health,/ready,/live",
      Need.FREQUENT,
      "Prefixes of request paths that are not traffic: health probes and management."),
  DEREGISTER_TIMEOUT(
      "deregister.timeout",
      Kind.DURATION,
      "3s",
      Need.FREQUENT,
      "How long to try to deregister, with retries while the client reconnects."),
  VERIFY(
      "verify",
      Kind.oneOf("all", "connected", "off"),
      "all",
      Need.FREQUENT,
      "Which Nacos nodes must no longer list the instance before callers count as told: `all` that the client knows,"
          + " the `connected` one, or `off`: wait one second instead."),
  PUSH_EMPTY(
      "push-empty",
      Kind.oneOf("verify", "keep", "off"),
      "verify",
      Need.FREQUENT,
      "When Nacos pushes an empty list of a service that had instances: `verify` asks another node, or the only one"
          + " twice, before it is believed; `keep` never believes it; `off` leaves it to the Nacos client."),
  SUSPECT(
      "suspect",
      Kind.oneOf("on", "off"),
      "on",
      Need.FREQUENT,
      "An instance that Nacos lists but calls cannot connect to is avoided until it accepts connections, while others"
          + " are there. `off`: it is picked like any other."),
  REGISTER_WHEN(
      "register.when",
      Kind.oneOf("started", "ready", "health"),
      "started",
      Need.FREQUENT,
      "When the instance is registered with Nacos: `started`, as the framework does it, when the web server is open;"
          + " `ready`, when Spring Boot's runners are through and the application does not refuse traffic; `health`,"
          + " when `register.health-path` answers 2xx."),
  REGISTER_DELAY(
      "register.delay",
      Kind.DURATION,
      "0s",
      Need.FREQUENT,
      "How long to wait after the moment that `register.when` names."),
  REGISTER_HEALTH_PATH(
      "register.health-path",
      Kind.TEXT,
      "/actuator/health",
      Need.FREQUENT,
      "The path that has to answer 2xx for `register.when=health`, at the address that is registered; or a whole URL."),
  REGISTER_TIMEOUT(
      "register.timeout",
      Kind.DURATION,
      "60s",
      Need.FREQUENT,
      "How long to wait for the moment that `register.when` names. After that time the instance is registered all the"
          + " same, with a warning."),
  READINESS_FILE(
      "readiness.file",
      Kind.TEXT,
      "",
      Need.FREQUENT,
      "A file that is there as long as everything is registered and seen on every Nacos node, for a readiness probe that"
          + " runs a command: `test -f`."),
  PREHEAT_PATHS(
      "preheat.paths",
      Kind.PATHS,
      "",
      Need.FREQUENT,
      "Paths that the agent calls on the application itself, by GET, before the instance is registered, so that the"
          + " first callers do not meet cold code."),
  PREHEAT_COUNT(
      "preheat.count",
      Kind.LARGE_COUNT,
      "100",
      Need.RARE,
      "How often each of `preheat.paths` is called."),
  PREHEAT_CLIENTS(
      "preheat.clients",
      Kind.NAMES,
      "",
      Need.FREQUENT,
      "Services that the application calls: their balancers are made before the instance is registered, not at the"
          + " first call."),
  PREHEAT_TIMEOUT(
      "preheat.timeout",
      Kind.DURATION,
      "10s",
      Need.RARE,
      "How long `preheat.paths` and `preheat.clients` may take together."),
  WARMUP_TIME(
      "warmup.time",
      Kind.DURATION,
      "0s",
      Need.FREQUENT,
      "How long an instance gets fewer calls than the others after it has joined, `120s` for instance. Its callers need"
          + " the agent too. `0s`: it gets as many as the others at once."),
  WARMUP_CURVE(
      "warmup.curve",
      Kind.NUMBER,
      "2",
      Need.RARE,
      "How the calls of an instance that warms up grow: after the part p of `warmup.time` it gets p to this power of"
          + " what the others get. `1`: evenly; `2`: slowly at first."),
  WARMUP_MAX_SHARE(
      "warmup.max-share",
      Kind.PERCENT,
      "50%",
      Need.RARE,
      "For callers: when more of a service's instances than this would be warming up, all of them get full calls."),
  ADMIN_PORT(
      "admin.port",
      Kind.PORT,
      "",
      Need.FREQUENT,
      "Opens an endpoint on this port of the loopback interface: what the agent sees, metrics, and taking the process"
          + " offline and online by hand. With `0` the log says which port it is."),
  LOG_LEVEL(
      "log.level",
      Kind.oneOf("debug", "info", "warn", "error", "off"),
      "info",
      Need.FREQUENT,
      "Which lines are logged: those of this level and above. `debug` adds each class that is hooked, and stack"
          + " traces."),
  LOG_FILE(
      "log.file",
      Kind.TEXT,
      "",
      Need.FREQUENT,
      "A file for the agent's log, instead of standard error. While the file cannot be written, the log goes to"
          + " standard error."),
  LOG_MAX_SIZE(
      "log.max-size",
      Kind.SIZE,
      "10MB",
      Need.FREQUENT,
      "How large `log.file` may grow. Before it grows larger it becomes `<file>.1`, and the former `<file>.1` becomes"
          + " `<file>.2`."),
  LOG_FILES(
      "log.files",
      Kind.COUNT,
      "3",
      Need.FREQUENT,
      "How many old files are kept beside `log.file`."),
  DRY_RUN(
      "dry-run",
      Kind.BOOLEAN,
      "false",
      Need.RARE,
      "`true`: hooks are installed and report what they would do, and change nothing."),
  ADMIN_COMPAT(
      "admin.compat",
      Kind.BOOLEAN,
      "false",
      Need.RARE,
      "`true`: `GET /offline` on port 54199 and `GET /readiness` on 55199 of the loopback interface, for preStop lines"
          + " and probes that were written for another agent."),
  JMX(
      "jmx",
      Kind.oneOf("on", "off"),
      "on",
      Need.RARE,
      "`off`: no MBean is registered. Otherwise it is registered as soon as the JVM has an MBean server: the"
          + " application's, or the one that is made when somebody attaches."),
  CONTEXTS(
      "contexts",
      Kind.oneOf("drain", "off"),
      "drain",
      Need.RARE,
      "`off`: nothing is drained before a Spring context is closed, or a web application undeployed, while the JVM goes"
          + " on. Their registrations leave as they do without the agent."),
  NACOS(
      "nacos",
      Kind.oneOf("on", "off"),
      "on",
      Need.RARE,
      "`off`: nothing is hooked in the Nacos client, so there is neither leaving nor following."),
  LOADBALANCER(
      "loadbalancer",
      Kind.oneOf("guard", "off"),
      "guard",
      Need.RARE,
      "`off`: Spring Cloud LoadBalancer keeps its own cache, and its health checks their list."),
  RIBBON(
      "ribbon",
      Kind.oneOf("guard", "off"),
      "guard",
      Need.RARE,
      "`off`: Ribbon keeps its own refresh."),
  GRPC_CLIENT(
      "grpc-client",
      Kind.oneOf("refresh", "off"),
      "refresh",
      Need.RARE,
      "`off`: the name resolvers of net.devh's gRPC client are not told of what Nacos pushes."),
  TOMCAT(
      "tomcat",
      Kind.oneOf("count", "off"),
      "count",
      Need.RARE,
      "`off`: requests in Tomcat are not counted by the drain."),
  JETTY(
      "jetty",
      Kind.oneOf("count", "off"),
      "count",
      Need.RARE,
      "`off`: requests in Jetty are not counted by the drain."),
  UNDERTOW(
      "undertow",
      Kind.oneOf("count", "off"),
      "count",
      Need.RARE,
      "`off`: requests in Undertow are not counted by the drain."),
  WEBFLUX(
      "webflux",
      Kind.oneOf("count", "off"),
      "count",
      Need.RARE,
      "`off`: requests in Spring WebFlux on Reactor Netty are not counted by the drain."),
  GRPC_SERVER(
      "grpc-server",
      Kind.oneOf("count", "off"),
      "count",
      Need.RARE,
      "`off`: calls in grpc-java's servers are not counted by the drain."),
  DUBBO(
      "dubbo",
      Kind.oneOf("count", "off"),
      "count",
      Need.RARE,
      "`off`: calls that Dubbo's providers serve are not counted by the drain."),
  MICROMETER(
      "micrometer",
      Kind.oneOf("on", "off"),
      "on",
      Need.RARE,
      "`off`: Micrometer's global registry does not get the agent's metrics."),
  SPRING_CLOUD_ALIBABA(
      "spring-cloud-alibaba",
      Kind.oneOf("on", "off"),
      "on",
      Need.RARE,
      "`off`: the fixed wait that Spring Cloud Alibaba 2023.0.3.3 and newer does on shutdown is left in place.");

  /** How often an option is needed: the order of the documentation. */
  public enum Need {
    ESSENTIAL("Essential"),
    FREQUENT("Now and then"),
    RARE("Rarely");

    public final String title;

    Need(String title) {
      this.title = title;
    }
  }

  static final String PROPERTY_PREFIX = "nacos.graceful.";
  static final String ENVIRONMENT_PREFIX = "NACOS_GRACEFUL_";

  private final String key;
  private final Kind kind;
  private final String defaultText;
  private final Need need;
  private final String doc;

  Option(String key, Kind kind, String defaultText, Need need, String doc) {
    this.key = key;
    this.kind = kind;
    this.defaultText = defaultText;
    this.need = need;
    this.doc = doc;
  }

  /** The name without prefix, as it stands in the agent argument. */
  public String key() {
    return key;
  }

  public String property() {
    return PROPERTY_PREFIX + key;
  }

  public String environment() {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What values are allowed, for people. */
  public String form() {
    return kind.form();
  }

  public String defaultText() {
    return defaultText;
  }

  public Need need() {
    return need;
  }

  public String doc() {
    return doc;
  }

  Object defaultValue() {
    return kind.parse(defaultText);
  }

  /** The value, or null if the text has not the allowed form. */
  Object parse(String text) {
    return kind.parse(text.trim());
  }
}
