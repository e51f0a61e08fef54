package io.github.nacosgraceful.config;

import io.github.nacosgraceful.log.LogLevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Every option of the agent: its name, form, default and documentation, and the type of its value.
 * {@code docs/configuration.md} and {@code --help} are made from this list. Times are in
 * milliseconds, sizes in bytes; an option that only switches a part off is true while it is on.
 *
 * @param <T> of its value
 */
public final class Option<T> {

  /** Of {@link #DRAIN_QUIET} when the quiet period follows the traffic. */
  public static final long AUTO = Kind.AUTO;

  /** Of {@link #ADMIN_PORT} when the endpoint is off. */
  public static final int NO_PORT = Kind.NONE;

  static final String PROPERTY_PREFIX = "nacos.graceful.";
  static final String ENVIRONMENT_PREFIX = "NACOS_GRACEFUL_";

  /** Filled by the constructor, so it stands above the options. */
  private static final List<Option<?>> ALL = new ArrayList<>();

  public static final Option<Boolean> ENABLED =
      essential("enabled", Kind.BOOLEAN, "true", "`false`: the agent does nothing at all.");

  public static final Option<Long> SHUTDOWN_TIMEOUT =
      essential(
          "shutdown.timeout",
          Kind.TIME,
          "25s",
          "The longest that a shutdown waits before the application's own shutdown runs, everything together. Keep it below"
              + " what the platform allows (Kubernetes kills after 30 s unless told otherwise).");

  public static final Option<Long> DRAIN_MIN =
      essential(
          "drain.min",
          Kind.TIME,
          "0s",
          "The shortest time to serve on after deregistering. For fleets where callers lack the agent:"
              + " their cache time, `35s`, with a `shutdown.timeout` above it.");

  public static final Option<Long> DRAIN_QUIET =
      frequent(
          "drain.quiet",
          Kind.TIME_OR_AUTO,
          "auto",
          "How long no request may have come in before callers count as gone. `auto`: three times the mean gap between"
              + " requests before the stop, at least 300 ms, at most 5 s. Where requests are not counted, callers count as gone"
              + " so long after they were told, with `auto` after 5 s.");

  public static final Option<Long> DRAIN_STALL =
      frequent(
          "drain.stall",
          Kind.TIME,
          "8s",
          "How long to wait for callers who plainly stay: a drain ends when as many calls come in the second half of this"
              + " time as in the first, counted from when callers were told. `0s`: it is not looked at. Callers that lack the"
              + " agent may stay for up to 35 s: `drain.min` waits for them.");

  public static final Option<Long> DRAIN_STREAMS =
      frequent(
          "drain.streams",
          Kind.TIME,
          "5s",
          "How long requests that usually have no end are waited for: server-sent events, WebSockets, streams of gRPC and of"
              + " Dubbo. Those that are still open after that are named in the summary. A stream is waited for like any other"
              + " request until it is four times as old, unless most streams of the process get older.");

  public static final Option<List<String>> DRAIN_IGNORE_PATHS =
      frequent(
          "drain.ignore-paths",
          Kind.PREFIXES,
          "/actuator,/health,/healthz,/ready,/readyz,/live,/livez",
          "Prefixes of request paths that are not traffic: health probes and management. They are found below the context"
              + " path of a Spring application too; so are another base path of its actuator, and probes of Spring Boot that have paths of their own.");

  public static final Option<Long> DEREGISTER_TIMEOUT =
      frequent(
          "deregister.timeout",
          Kind.TIME,
          "3s",
          "How long to try to deregister, with retries while the client reconnects. As long as something gets through, the"
              + " others have 5 s more.");

  public static final Option<Verify> VERIFY =
      frequent(
          "verify",
          Kind.oneOf(Verify.values()),
          "all",
          "Which Nacos nodes must no longer list the instance before callers count as told: `all` that the client knows,"
              + " the `connected` one, or `off`: wait one second instead.");

  public static final Option<PushEmpty> PUSH_EMPTY =
      frequent(
          "push-empty",
          Kind.oneOf(PushEmpty.values()),
          "verify",
          "When Nacos pushes an empty list of a service that had instances: `verify` asks another node, or the only one"
              + " twice, before it is believed; `keep` never believes it; `off` leaves it to the Nacos client.");

  public static final Option<Boolean> SUSPECT =
      frequent(
          "suspect",
          Kind.unlessOff("on"),
          "on",
          "An instance that Nacos lists but calls cannot connect to is avoided until it accepts connections, and one that"
              + " leaves calls without an answer while others answer, until it gives one; while others are there. `off`:"
              + " it is picked like any other.");

  public static final Option<Boolean> REROUTE =
      frequent(
          "reroute",
          Kind.unlessOff("on"),
          "on",
          "A call that could not connect to the instance that its balancer picked, so that nothing of it was sent, is made"
              + " once more at another one, if `suspect` is on. `off`: it fails.");

  public static final Option<Boolean> GOODBYE =
      frequent(
          "goodbye",
          Kind.unlessOff("on"),
          "on",
          "From the first moment of a drain each answer says under which addresses this process is leaving, so that callers"
              + " need not wait for Nacos to hear of it; and what others say so is heard. `off`: nothing is said, and nothing"
              + " heard.");

  public static final Option<RegisterWhen> REGISTER_WHEN =
      frequent(
          "register.when",
          Kind.oneOf(RegisterWhen.values()),
          "started",
          "When the instance is registered with Nacos: `started`, as the framework does it, when the web server is open;"
              + " `ready`, when Spring Boot's runners are through and the application does not refuse traffic; `health`,"
              + " when `register.health-path` answers 2xx.");

  public static final Option<Long> REGISTER_DELAY =
      frequent(
          "register.delay",
          Kind.TIME,
          "0s",
          "How long to wait after the moment that `register.when` names.");

  public static final Option<String> REGISTER_HEALTH_PATH =
      frequent(
          "register.health-path",
          Kind.TEXT,
          "/actuator/health",
          "The path that has to answer 2xx for `register.when=health`, at the address that is registered; or a whole URL.");

  public static final Option<Long> REGISTER_TIMEOUT =
      frequent(
          "register.timeout",
          Kind.TIME,
          "60s",
          "How long to wait for the moment that `register.when` names. After that time the instance is registered all the"
              + " same, with a warning.");

  public static final Option<String> READINESS_FILE =
      frequent(
          "readiness.file",
          Kind.TEXT,
          "",
          "A file that is there as long as everything is registered and seen on every Nacos node, for a readiness probe that"
              + " runs a command: `test -f`.");

  public static final Option<List<String>> PREHEAT_PATHS =
      frequent(
          "preheat.paths",
          Kind.PATHS,
          "",
          "Paths that the agent calls on the application itself, by GET, before the instance is registered, so that the"
              + " first callers do not meet cold code.");

  public static final Option<Integer> PREHEAT_COUNT =
      rare(
          "preheat.count", Kind.LARGE_COUNT, "100", "How often each of `preheat.paths` is called.");

  public static final Option<List<String>> PREHEAT_CLIENTS =
      frequent(
          "preheat.clients",
          Kind.NAMES,
          "",
          "Services that the application calls: their balancers are made before the instance is registered, not at the"
              + " first call.");

  public static final Option<Long> PREHEAT_TIMEOUT =
      rare(
          "preheat.timeout",
          Kind.TIME,
          "10s",
          "How long `preheat.paths` and `preheat.clients` may take together.");

  public static final Option<Long> WARMUP_TIME =
      frequent(
          "warmup.time",
          Kind.TIME,
          "0s",
          "How long an instance gets fewer calls than the others after it has joined, `120s` for instance. Its callers need"
              + " the agent too. `0s`: it gets as many as the others at once.");

  public static final Option<Double> WARMUP_CURVE =
      rare(
          "warmup.curve",
          Kind.NUMBER,
          "2",
          "How the calls of an instance that warms up grow: after the part p of `warmup.time` it gets p to this power of"
              + " what the others get. `1`: evenly; `2`: slowly at first.");

  public static final Option<Double> WARMUP_MAX_SHARE =
      rare(
          "warmup.max-share",
          Kind.PERCENT,
          "50%",
          "For callers: when more of a service's instances than this would be warming up, all of them get full calls.");

  public static final Option<Integer> ADMIN_PORT =
      frequent(
          "admin.port",
          Kind.PORT,
          "",
          "Opens an endpoint on this port of the loopback interface: what the agent sees, metrics, and taking the process"
              + " offline and online by hand. With `0` the log says which port it is.");

  public static final Option<LogLevel> LOG_LEVEL =
      frequent(
          "log.level",
          Kind.oneOf(LogLevel.values()),
          "info",
          "Which lines are logged: those of this level and above. `debug` adds each class that is hooked, and stack"
              + " traces.");

  public static final Option<String> LOG_FILE =
      frequent(
          "log.file",
          Kind.TEXT,
          "",
          "A file for the agent's log, instead of standard error. While the file cannot be written, the log goes to"
              + " standard error.");

  public static final Option<Long> LOG_MAX_SIZE =
      frequent(
          "log.max-size",
          Kind.SIZE,
          "10MB",
          "How large `log.file` may grow. Before it grows larger it becomes `<file>.1`, and the former `<file>.1` becomes"
              + " `<file>.2`.");

  public static final Option<Integer> LOG_FILES =
      frequent("log.files", Kind.COUNT, "3", "How many old files are kept beside `log.file`.");

  public static final Option<Boolean> DRY_RUN =
      rare(
          "dry-run",
          Kind.BOOLEAN,
          "false",
          "`true`: hooks are installed and report what they would do, and change nothing.");

  public static final Option<Boolean> ADMIN_COMPAT =
      rare(
          "admin.compat",
          Kind.BOOLEAN,
          "false",
          "`true`: `GET /offline` on port 54199 and `GET /readiness` on 55199 of the loopback interface, for preStop lines"
              + " and probes that were written for another agent.");

  public static final Option<Boolean> JMX =
      rare(
          "jmx",
          Kind.unlessOff("on"),
          "on",
          "`off`: no MBean is registered. Otherwise it is registered as soon as the JVM has an MBean server: the"
              + " application's, or the one that is made when somebody attaches.");

  public static final Option<Boolean> CONTEXTS =
      rare(
          "contexts",
          Kind.unlessOff("drain"),
          "drain",
          "`off`: nothing is drained before a Spring context is closed, or a web application undeployed, while the JVM goes"
              + " on. Their registrations leave as they do without the agent.");

  public static final Option<Boolean> NACOS =
      rare(
          "nacos",
          Kind.unlessOff("on"),
          "on",
          "`off`: nothing is hooked in the Nacos client, so there is neither leaving nor following.");

  public static final Option<Boolean> LOADBALANCER =
      rare(
          "loadbalancer",
          Kind.unlessOff("guard"),
          "guard",
          "`off`: Spring Cloud LoadBalancer keeps its own cache, and its health checks their list.");

  public static final Option<Boolean> RIBBON =
      rare("ribbon", Kind.unlessOff("guard"), "guard", "`off`: Ribbon keeps its own refresh.");

  public static final Option<Boolean> GRPC_CLIENT =
      rare(
          "grpc-client",
          Kind.unlessOff("refresh"),
          "refresh",
          "`off`: the name resolvers of net.devh's gRPC client are not told of what Nacos pushes.");

  public static final Option<Boolean> TOMCAT =
      rare(
          "tomcat",
          Kind.unlessOff("count"),
          "count",
          "`off`: requests in Tomcat are not counted by the drain.");

  public static final Option<Boolean> JETTY =
      rare(
          "jetty",
          Kind.unlessOff("count"),
          "count",
          "`off`: requests in Jetty are not counted by the drain.");

  public static final Option<Boolean> UNDERTOW =
      rare(
          "undertow",
          Kind.unlessOff("count"),
          "count",
          "`off`: requests in Undertow are not counted by the drain.");

  public static final Option<Boolean> WEBFLUX =
      rare(
          "webflux",
          Kind.unlessOff("count"),
          "count",
          "`off`: requests in Spring WebFlux on Reactor Netty are not counted by the drain.");

  public static final Option<Boolean> GRPC_SERVER =
      rare(
          "grpc-server",
          Kind.unlessOff("count"),
          "count",
          "`off`: calls in grpc-java's servers are not counted by the drain.");

  public static final Option<Boolean> DUBBO =
      rare(
          "dubbo",
          Kind.unlessOff("count"),
          "count",
          "`off`: calls that Dubbo's providers serve are not counted by the drain.");

  public static final Option<Boolean> MICROMETER =
      rare(
          "micrometer",
          Kind.unlessOff("on"),
          "on",
          "`off`: Micrometer's global registry does not get the agent's metrics.");

  public static final Option<Boolean> SPRING_CLOUD_ALIBABA =
      rare(
          "spring-cloud-alibaba",
          Kind.unlessOff("on"),
          "on",
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

  private final String key;
  private final Kind<T> kind;
  private final String defaultText;
  private final Need need;
  private final String doc;

  private Option(String key, Kind<T> kind, String defaultText, Need need, String doc) {
    this.key = key;
    this.kind = kind;
    this.defaultText = defaultText;
    this.need = need;
    this.doc = doc;
    ALL.add(this);
  }

  private static <T> Option<T> essential(String key, Kind<T> kind, String byDefault, String doc) {
    return new Option<>(key, kind, byDefault, Need.ESSENTIAL, doc);
  }

  private static <T> Option<T> frequent(String key, Kind<T> kind, String byDefault, String doc) {
    return new Option<>(key, kind, byDefault, Need.FREQUENT, doc);
  }

  private static <T> Option<T> rare(String key, Kind<T> kind, String byDefault, String doc) {
    return new Option<>(key, kind, byDefault, Need.RARE, doc);
  }

  /** All of them, in the order of the documentation within each need. */
  public static List<Option<?>> all() {
    return Collections.unmodifiableList(ALL);
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

  /**
   * Read each time: most defaults are never asked for on the thread {@code main}, and what reads a
   * number with a fraction is classes of the JDK that are not needed there.
   */
  T defaultValue() {
    return kind.parse(defaultText);
  }

  /** The value, or null if the text has not the allowed form. */
  T parse(String text) {
    return kind.parse(text.trim());
  }

  /** Its key. */
  @Override
  public String toString() {
    return key;
  }
}
