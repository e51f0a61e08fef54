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
      essential(
          "enabled",
          Kind.BOOLEAN,
          "true",
          "`false`: the agent does nothing at all.",
          "`false`:agent 什么都不做。");

  public static final Option<Long> SHUTDOWN_TIMEOUT =
      essential(
          "shutdown.timeout",
          Kind.TIME,
          "25s",
          "The longest that a shutdown waits before the application's own shutdown runs, everything together. Keep it below"
              + " what the platform allows (Kubernetes kills after 30 s unless told otherwise).",
          "停机时,在应用自己的关闭流程开始之前,全部步骤加起来最多等多久。要小于平台允许的时间(Kubernetes 默认 30 秒后强杀)。");

  public static final Option<Long> DRAIN_MIN =
      essential(
          "drain.min",
          Kind.TIME,
          "0s",
          "The shortest time to serve on after deregistering. For fleets where callers lack the agent:"
              + " their cache time, `35s`, with a `shutdown.timeout` above it.",
          "下线之后至少继续服务多久。用于调用方没有装 agent 的情况:设为它们的缓存时间 `35s`,同时把 `shutdown.timeout` 调得更大。");

  public static final Option<Long> DRAIN_QUIET =
      frequent(
          "drain.quiet",
          Kind.TIME_OR_AUTO,
          "auto",
          "How long no request may have come in before callers count as gone. `auto`: three times the mean gap between"
              + " requests before the stop, at least 300 ms, at most 5 s. Where requests are not counted, callers count as gone"
              + " so long after they were told, with `auto` after 5 s.",
          "多久没有新请求进来,就认为调用方已经摘流。`auto`:停机之前请求平均间隔的三倍,最少 300 毫秒,最多 5 秒。请求无法统计时,从通知到调用方起经过这么久就认为已摘流,`auto` 取 5 秒。");

  public static final Option<Long> DRAIN_STALL =
      frequent(
          "drain.stall",
          Kind.TIME,
          "8s",
          "How long to wait for callers who plainly stay: a drain ends when as many calls come in the second half of this"
              + " time as in the first, counted from when callers were told. `0s`: it is not looked at. Callers that lack the"
              + " agent may stay for up to 35 s: `drain.min` waits for them.",
          "对赖着不走的调用方最多等多久:从通知到调用方起,如果这段时间的后一半和前一半来的调用一样多,就不再等。`0s`:不做这个判断。没装 agent 的调用方最长会停留 35 秒,那要靠 `drain.min` 来等。");

  public static final Option<Long> DRAIN_STREAMS =
      frequent(
          "drain.streams",
          Kind.TIME,
          "5s",
          "How long requests that usually have no end are waited for: server-sent events, WebSockets, streams of gRPC and of"
              + " Dubbo. Those that are still open after that are named in the summary. A stream is waited for like any other"
              + " request until it is four times as old, unless most streams of the process get older.",
          "对通常没有尽头的请求(SSE、WebSocket、gRPC 和 Dubbo 的流)等多久。到时间还开着的,会写进汇总。刚建立的流先当普通请求等,直到它的存在时间达到这个值的四倍,除非本进程的大多数流都更长。");

  public static final Option<List<String>> DRAIN_IGNORE_PATHS =
      frequent(
          "drain.ignore-paths",
          Kind.PREFIXES,
          "/actuator,/health,/healthz,/ready,/readyz,/live,/livez",
          "Prefixes of request paths that are not traffic: health probes and management. They are found below the context"
              + " path of a Spring application too; so are another base path of its actuator, and probes of Spring Boot that have paths of their own.",
          "不算业务流量的请求路径前缀:健康检查和管理端点。Spring 应用的 context path 之下也能识别;actuator 换了路径、Spring Boot 探针用了自己的路径,也都能识别。");

  public static final Option<Long> DEREGISTER_TIMEOUT =
      frequent(
          "deregister.timeout",
          Kind.TIME,
          "3s",
          "How long to try to deregister, with retries while the client reconnects. As long as something gets through, the"
              + " others have 5 s more.",
          "注销最多尝试多久,其间客户端重连时会重试。只要有一部分成功了,其余的再多给 5 秒。");

  public static final Option<Verify> VERIFY =
      frequent(
          "verify",
          Kind.oneOf(Verify.values()),
          "all",
          "Which Nacos nodes must no longer list the instance before callers count as told: `all` that the client knows,"
              + " the `connected` one, or `off`: wait one second instead.",
          "哪些 Nacos 节点都不再列出该实例,才算调用方已经得到通知:`all` 客户端知道的全部节点,`connected` 当前连接的节点,`off` 不检查,只等一秒。");

  public static final Option<PushEmpty> PUSH_EMPTY =
      frequent(
          "push-empty",
          Kind.oneOf(PushEmpty.values()),
          "verify",
          "When Nacos pushes an empty list of a service that had instances: `verify` asks another node, or the only one"
              + " twice, before it is believed; `keep` never believes it; `off` leaves it to the Nacos client.",
          "Nacos 对一个原本有实例的服务推来空列表时:`verify` 先问另一个节点(只有一个节点就问两次)再决定信不信;`keep` 一律不信;`off` 交给 Nacos 客户端自己处理(推空保护)。");

  public static final Option<Boolean> SUSPECT =
      frequent(
          "suspect",
          Kind.unlessOff("on"),
          "on",
          "An instance that Nacos lists but calls cannot connect to is avoided until it accepts connections, and one that"
              + " leaves calls without an answer while others answer, until it gives one; while others are there. `off`:"
              + " it is picked like any other.",
          "Nacos 列着、但调用连不上的实例,在它重新接受连接之前避开它;别的实例都有响应、唯独它不响应的,在它响应之前避开它;前提是还有别的实例可用。`off`:照常选它。");

  public static final Option<Boolean> REROUTE =
      frequent(
          "reroute",
          Kind.unlessOff("on"),
          "on",
          "A call that could not connect to the instance that its balancer picked, so that nothing of it was sent, is made"
              + " once more at another one, if `suspect` is on. So is one that the instance has refused over HTTP/2, where"
              + " the client says so. `off`: it fails.",
          "负载均衡选中的实例连不上、因而什么都没发出去的调用,在 `suspect` 打开时改投另一个实例一次;被实例经 HTTP/2 拒绝、"
              + "而客户端也这么说的调用同样如此。`off`:让它失败。");

  public static final Option<Boolean> GOODBYE =
      frequent(
          "goodbye",
          Kind.unlessOff("on"),
          "on",
          "From the first moment of a drain each answer says under which addresses this process is leaving, so that callers"
              + " need not wait for Nacos to hear of it; and what others say so is heard. `off`: nothing is said, and nothing"
              + " heard.",
          "从下线的第一刻起,每个响应都会声明本进程正以哪些地址下线,调用方不必等 Nacos 通知;别的进程这样声明时也会听。`off`:既不说,也不听。");

  public static final Option<IntakeStops> INTAKE =
      frequent(
          "intake",
          Kind.oneOf(IntakeStops.values()),
          "with-shutdown",
          "When listeners of messages, and jobs, take nothing new; what they have begun is waited for like requests."
              + " `with-shutdown`: with the first step of a shutdown. `with-offline`: when the process is taken offline by"
              + " hand as well, until it comes back. `off`: they go on until the application stops them.",
          "消息监听器和任务什么时候不再接收新的;已经开始的和请求一样等它结束。`with-shutdown`:进程停止的第一步;`with-offline`:手工下线时也停,重新上线后恢复;`off`:由应用自己停止。");

  public static final Option<IntakeWhen> INTAKE_WHEN =
      frequent(
          "intake.when",
          Kind.oneOf(IntakeWhen.values()),
          "started",
          "When listeners and jobs begin: `started`, when the application starts them; `ready`, at the moment of"
              + " `register.when=ready`, and after `register.timeout` at the latest.",
          "监听器和任务什么时候开始:`started` 应用启动它们时;`ready` 与 `register.when=ready` 同一时刻,最迟在 `register.timeout` 之后。");

  public static final Option<RegisterWhen> REGISTER_WHEN =
      frequent(
          "register.when",
          Kind.oneOf(RegisterWhen.values()),
          "started",
          "When the instance is registered with Nacos: `started`, as the framework does it, when the web server is open;"
              + " `ready`, when Spring Boot's runners are through and the application does not refuse traffic; `health`,"
              + " when `register.health-path` answers 2xx.",
          "什么时候向 Nacos 注册:`started` 与框架一致,Web 服务器打开端口时;`ready` Spring Boot 的 runner 都跑完、且应用没有拒绝流量时;`health` 当 `register.health-path` 返回 2xx 时。");

  public static final Option<Long> REGISTER_DELAY =
      frequent(
          "register.delay",
          Kind.TIME,
          "0s",
          "How long to wait after the moment that `register.when` names.",
          "在 `register.when` 指定的时刻之后再等多久。");

  public static final Option<String> REGISTER_HEALTH_PATH =
      frequent(
          "register.health-path",
          Kind.TEXT,
          "/actuator/health",
          "The path that has to answer 2xx for `register.when=health`, at the address that is registered; or a whole URL.",
          "`register.when=health` 时必须返回 2xx 的路径,用注册的地址访问;也可以写完整的 URL。");

  public static final Option<Long> REGISTER_TIMEOUT =
      frequent(
          "register.timeout",
          Kind.TIME,
          "60s",
          "How long to wait for the moment that `register.when` names. After that time the instance is registered all the"
              + " same, with a warning.",
          "等待 `register.when` 指定的时刻最多多久。超时后照样注册,并打印一条警告。");

  public static final Option<String> READINESS_FILE =
      frequent(
          "readiness.file",
          Kind.TEXT,
          "",
          "A file that is there as long as everything is registered and seen on every Nacos node, for a readiness probe that"
              + " runs a command: `test -f`.",
          "只要该注册的都已注册、并且每个 Nacos 节点都能看到,这个文件就存在,供执行命令的就绪探针使用:`test -f`。");

  public static final Option<List<String>> PREHEAT_PATHS =
      frequent(
          "preheat.paths",
          Kind.PATHS,
          "",
          "Paths that the agent calls on the application itself, by GET, before the instance is registered, so that the"
              + " first callers do not meet cold code.",
          "注册之前,agent 先用 GET 在应用自己身上调用这些路径,免得第一批调用方撞上冷代码(预热)。");

  public static final Option<Integer> PREHEAT_COUNT =
      rare(
          "preheat.count",
          Kind.LARGE_COUNT,
          "100",
          "How often each of `preheat.paths` is called.",
          "`preheat.paths` 里的每个路径调用多少次。");

  public static final Option<List<String>> PREHEAT_CLIENTS =
      frequent(
          "preheat.clients",
          Kind.NAMES,
          "",
          "Services that the application calls: their balancers are made before the instance is registered, not at the"
              + " first call.",
          "应用要调用的服务:在注册之前就创建好它们的负载均衡器,而不是等到第一次调用。");

  public static final Option<Long> PREHEAT_TIMEOUT =
      rare(
          "preheat.timeout",
          Kind.TIME,
          "10s",
          "How long `preheat.paths` and `preheat.clients` may take together.",
          "`preheat.paths` 和 `preheat.clients` 加起来最多用多久。");

  public static final Option<Long> WARMUP_TIME =
      frequent(
          "warmup.time",
          Kind.TIME,
          "0s",
          "How long an instance gets fewer calls than the others after it has joined, `120s` for instance. Its callers need"
              + " the agent too. `0s`: it gets as many as the others at once.",
          "新实例上线后多长时间内比别的实例少接流量(小流量预热),例如 `120s`。它的调用方也要装 agent。`0s`:立刻与别的实例一样多。");

  public static final Option<Double> WARMUP_CURVE =
      rare(
          "warmup.curve",
          Kind.NUMBER,
          "2",
          "How the calls of an instance that warms up grow: after the part p of `warmup.time` it gets p to this power of"
              + " what the others get. `1`: evenly; `2`: slowly at first.",
          "预热期间流量怎么增长:过了 `warmup.time` 的 p 之后,它得到的流量是别的实例的 p 的这个次方。`1`:匀速;`2`:先慢后快。");

  public static final Option<Double> WARMUP_MAX_SHARE =
      rare(
          "warmup.max-share",
          Kind.PERCENT,
          "50%",
          "For callers: when more of a service's instances than this would be warming up, all of them get full calls.",
          "对调用方:一个服务里正在预热的实例超过这个比例时,它们全部按正常流量算。");

  public static final Option<Boolean> ANNOUNCE =
      frequent(
          "announce",
          Kind.unlessOff("on"),
          "off",
          "`on`: each instance says in its metadata that it has the agent, and in which version (`nacos-graceful.agent`), for the"
              + " command `fleet`. Left out where the metadata would be longer than Nacos takes.",
          "`on`:每个实例在元数据里声明自己装了 agent 以及版本(`nacos-graceful.agent`),供命令 `fleet` 使用。元数据会超过 Nacos 的长度限制时就不写。");

  public static final Option<Integer> ADMIN_PORT =
      frequent(
          "admin.port",
          Kind.PORT,
          "",
          "Opens an endpoint on this port of the loopback interface: what the agent sees, metrics, and taking the process"
              + " offline and online by hand. With `0` the log says which port it is.",
          "在回环地址的这个端口上打开管理端点:查看 agent 看到的状态、指标,手工让进程下线和上线。写 `0` 时,实际端口见日志。");

  public static final Option<LogLevel> LOG_LEVEL =
      frequent(
          "log.level",
          Kind.oneOf(LogLevel.values()),
          "info",
          "Which lines are logged: those of this level and above. `debug` adds each class that is hooked, and stack"
              + " traces.",
          "打印哪些日志:这个级别及以上。`debug` 会额外打印每个被织入的类和异常堆栈。");

  public static final Option<String> LOG_FILE =
      frequent(
          "log.file",
          Kind.TEXT,
          "",
          "A file for the agent's log, instead of standard error. While the file cannot be written, the log goes to"
              + " standard error.",
          "agent 的日志写到这个文件,而不是标准错误。文件写不了的时候仍写到标准错误。");

  public static final Option<Long> LOG_MAX_SIZE =
      frequent(
          "log.max-size",
          Kind.SIZE,
          "10MB",
          "How large `log.file` may grow. Before it grows larger it becomes `<file>.1`, and the former `<file>.1` becomes"
              + " `<file>.2`.",
          "`log.file` 最大多大。超过之前它会改名为 `<file>.1`,原来的 `<file>.1` 改名为 `<file>.2`。");

  public static final Option<Integer> LOG_FILES =
      frequent(
          "log.files",
          Kind.COUNT,
          "3",
          "How many old files are kept beside `log.file`.",
          "`log.file` 之外保留多少个旧文件。");

  public static final Option<Boolean> DRY_RUN =
      rare(
          "dry-run",
          Kind.BOOLEAN,
          "false",
          "`true`: hooks are installed and report what they would do, and change nothing.",
          "`true`:照常织入,只报告会做什么,不做任何改变。");

  public static final Option<Boolean> ADMIN_COMPAT =
      rare(
          "admin.compat",
          Kind.BOOLEAN,
          "false",
          "`true`: `GET /offline` on port 54199 and `GET /readiness` on 55199 of the loopback interface, for preStop lines"
              + " and probes that were written for another agent.",
          "`true`:在回环地址上提供 54199 端口的 `GET /offline` 和 55199 端口的 `GET /readiness`,兼容原来为别的 agent 写的 preStop 和探针。");

  public static final Option<Boolean> JMX =
      rare(
          "jmx",
          Kind.unlessOff("on"),
          "on",
          "`off`: no MBean is registered. Otherwise it is registered as soon as the JVM has an MBean server: the"
              + " application's, or the one that is made when somebody attaches.",
          "`off`:不注册 MBean。否则只要 JVM 里有 MBean server(应用自己的,或有人连接时创建的)就注册。");

  public static final Option<Boolean> CONTEXTS =
      rare(
          "contexts",
          Kind.unlessOff("drain"),
          "drain",
          "`off`: nothing is drained before a Spring context is closed, or a web application undeployed, while the JVM goes"
              + " on. Their registrations leave as they do without the agent.",
          "`off`:JVM 不退出、只关闭某个 Spring 上下文或卸载某个 Web 应用时,不先做下线。其注册的去留和不装 agent 时一样。");

  public static final Option<Boolean> NACOS =
      rare(
          "nacos",
          Kind.unlessOff("on"),
          "on",
          "`off`: nothing is hooked in the Nacos client, so there is neither leaving nor following.",
          "`off`:完全不织入 Nacos 客户端,既没有下线保护,也没有列表跟随。");

  public static final Option<Boolean> NACOS_AI =
      rare(
          "nacos-ai",
          Kind.unlessOff("on"),
          "on",
          "`off`: nothing is hooked in the client of Nacos' AI registry, so endpoints of MCP servers and A2A agents leave as"
              + " without the agent.",
          "`off`:完全不织入 Nacos AI 注册中心的客户端,MCP 服务器和 A2A 智能体的端点按没有 agent 时的方式下线。");

  public static final Option<Boolean> LOADBALANCER =
      rare(
          "loadbalancer",
          Kind.unlessOff("guard"),
          "guard",
          "`off`: Spring Cloud LoadBalancer keeps its own cache, and its health checks their list.",
          "`off`:Spring Cloud LoadBalancer 用自己的缓存,它的健康检查用自己的列表。");

  public static final Option<Boolean> RIBBON =
      rare(
          "ribbon",
          Kind.unlessOff("guard"),
          "guard",
          "`off`: Ribbon keeps its own refresh.",
          "`off`:Ribbon 按自己的周期刷新。");

  public static final Option<Boolean> GRPC_CLIENT =
      rare(
          "grpc-client",
          Kind.unlessOff("refresh"),
          "refresh",
          "`off`: the name resolvers of net.devh's gRPC client are not told of what Nacos pushes.",
          "`off`:net.devh 的 gRPC 客户端,其 name resolver 收不到 Nacos 的推送。");

  public static final Option<Boolean> TOMCAT =
      rare(
          "tomcat",
          Kind.unlessOff("count"),
          "count",
          "`off`: requests in Tomcat are not counted by the drain.",
          "`off`:下线时不统计 Tomcat 里的请求。");

  public static final Option<Boolean> JETTY =
      rare(
          "jetty",
          Kind.unlessOff("count"),
          "count",
          "`off`: requests in Jetty are not counted by the drain.",
          "`off`:下线时不统计 Jetty 里的请求。");

  public static final Option<Boolean> UNDERTOW =
      rare(
          "undertow",
          Kind.unlessOff("count"),
          "count",
          "`off`: requests in Undertow are not counted by the drain.",
          "`off`:下线时不统计 Undertow 里的请求。");

  public static final Option<Boolean> WEBFLUX =
      rare(
          "webflux",
          Kind.unlessOff("count"),
          "count",
          "`off`: requests in Spring WebFlux on Reactor Netty are not counted by the drain.",
          "`off`:下线时不统计 Reactor Netty 上 Spring WebFlux 的请求。");

  public static final Option<Boolean> GRPC_SERVER =
      rare(
          "grpc-server",
          Kind.unlessOff("count"),
          "count",
          "`off`: calls in grpc-java's servers are not counted by the drain.",
          "`off`:下线时不统计 grpc-java 服务端的调用。");

  public static final Option<Boolean> DUBBO =
      rare(
          "dubbo",
          Kind.unlessOff("count"),
          "count",
          "`off`: calls that Dubbo's providers serve are not counted by the drain.",
          "`off`:下线时不统计 Dubbo 提供方正在处理的调用。");

  public static final Option<Boolean> SPRING_KAFKA =
      rare(
          "spring-kafka",
          Kind.unlessOff("stop"),
          "stop",
          "`off`: listeners of Spring Kafka take messages until the application stops them, and these are not waited for.",
          "`off`:Spring Kafka 的监听器一直接收消息,直到应用自己停止;也不等待这些消息。");

  public static final Option<Boolean> SPRING_RABBIT =
      rare(
          "spring-rabbit",
          Kind.unlessOff("stop"),
          "stop",
          "`off`: listeners of Spring AMQP take messages until the application stops them, and these are not waited for.",
          "`off`:Spring AMQP 的监听器一直接收消息,直到应用自己停止;也不等待这些消息。");

  public static final Option<Boolean> ROCKETMQ =
      rare(
          "rocketmq",
          Kind.unlessOff("stop"),
          "stop",
          "`off`: push consumers of RocketMQ take messages until the application stops them, and these are not waited for.",
          "`off`:RocketMQ 的推模式消费者一直接收消息,直到应用自己停止;也不等待这些消息。");

  public static final Option<Boolean> XXL_JOB =
      rare(
          "xxl-job",
          Kind.unlessOff("stop"),
          "stop",
          "`off`: an executor of XXL-JOB takes jobs until the application stops it, and these are not waited for.",
          "`off`:XXL-JOB 执行器一直接收任务,直到应用自己停止;也不等待这些任务。");

  public static final Option<Boolean> SCHEDULED =
      rare(
          "scheduled",
          Kind.unlessOff("stop"),
          "stop",
          "`off`: methods with Spring's `@Scheduled` begin until the application stops them, and are not waited for.",
          "`off`:Spring 的 `@Scheduled` 方法照常触发,直到应用自己停止;也不等待它们结束。");

  public static final Option<Boolean> QUARTZ =
      rare(
          "quartz",
          Kind.unlessOff("stop"),
          "stop",
          "`off`: Quartz fires triggers until the application stops it, and its jobs are not waited for.",
          "`off`:Quartz 照常触发,直到应用自己停止;也不等待它的任务结束。");

  public static final Option<Boolean> MICROMETER =
      rare(
          "micrometer",
          Kind.unlessOff("on"),
          "on",
          "`off`: Micrometer's global registry does not get the agent's metrics.",
          "`off`:不把 agent 的指标放进 Micrometer 的全局 registry。");

  public static final Option<Boolean> SPRING_CLOUD_ALIBABA =
      rare(
          "spring-cloud-alibaba",
          Kind.unlessOff("on"),
          "on",
          "`off`: the fixed wait that Spring Cloud Alibaba 2023.0.3.3 and newer does on shutdown is left in place.",
          "`off`:保留 Spring Cloud Alibaba 2023.0.3.3 及更新版本停机时的固定等待。");

  /** How often an option is needed: the order of the documentation. */
  public enum Need {
    ESSENTIAL("Essential", "必备"),
    FREQUENT("Now and then", "按需"),
    RARE("Rarely", "少用");

    public final String title;
    final String chinese;

    Need(String title, String chinese) {
      this.title = title;
      this.chinese = chinese;
    }
  }

  private final String key;
  private final Kind<T> kind;
  private final String defaultText;
  private final Need need;
  private final String doc;
  private final String chinese;

  private Option(
      String key, Kind<T> kind, String defaultText, Need need, String doc, String chinese) {
    this.key = key;
    this.kind = kind;
    this.defaultText = defaultText;
    this.need = need;
    this.doc = doc;
    this.chinese = chinese;
    ALL.add(this);
  }

  private static <T> Option<T> essential(
      String key, Kind<T> kind, String byDefault, String doc, String chinese) {
    return new Option<>(key, kind, byDefault, Need.ESSENTIAL, doc, chinese);
  }

  private static <T> Option<T> frequent(
      String key, Kind<T> kind, String byDefault, String doc, String chinese) {
    return new Option<>(key, kind, byDefault, Need.FREQUENT, doc, chinese);
  }

  private static <T> Option<T> rare(
      String key, Kind<T> kind, String byDefault, String doc, String chinese) {
    return new Option<>(key, kind, byDefault, Need.RARE, doc, chinese);
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

  /** What {@link #form()} says, in Chinese. */
  String chineseForm() {
    return kind.chinese();
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

  /** What {@link #doc()} says, in Chinese. */
  public String chinese() {
    return chinese;
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
