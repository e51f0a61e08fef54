package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.Fault;
import io.github.nacosgraceful.testbed.FaultyJar;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Proxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One run of one case: a cluster, a proxy before each of its nodes, a client that knows the nodes
 * by their proxies only, and a {@link Caller} that goes by the nodes themselves.
 */
final class FaultCase implements AutoCloseable {

  static final String GROUP = "DEFAULT_GROUP";

  /** So many seconds after the exit. */
  private static final int CALLED_ON = 10;

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FaultServers servers;
  private final FaultBed bed;
  private final String test;
  private final String service;
  private final Cluster cluster;
  private final With with;
  private final List<Proxy> proxies;
  private final List<Proxy> closed = new ArrayList<>();
  private final int port = Ports.application();
  private final List<String> jvm = new ArrayList<>();
  private NamingClient client;
  private Caller caller;
  private AgentCaller agentCaller;
  private ExitWatch watch;
  private String note = "";
  private boolean mayStay;

  FaultCase(
      FaultServers servers, FaultBed bed, String test, String service, Cluster cluster, With with) {
    this.servers = servers;
    this.bed = bed;
    this.test = test;
    this.service = service;
    this.cluster = cluster;
    this.with = with;
    proxies = cluster.nodes().stream().map(Proxy::before).toList();
    closed.addAll(proxies);
  }

  List<NacosNode> nodes() {
    return cluster.nodes();
  }

  /** In the order of the nodes. */
  List<Proxy> proxies() {
    return proxies;
  }

  /** One more proxy, which lives as long as the others. */
  void alsoCloses(Proxy proxy) {
    closed.add(proxy);
  }

  String service() {
    return service;
  }

  /** {@code ip:port} of the client's one instance. */
  String address() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  NamingClient client() {
    return client;
  }

  ExitWatch watch() {
    return watch;
  }

  /** What else was measured: a cell of the case's row. */
  void note(String text) {
    note = text;
  }

  /** One more option of the client's JVM, such as {@code -Dnacos.graceful.drain.min=1s}. */
  FaultCase jvm(String option) {
    jvm.add(option);
    return this;
  }

  /** From its start on the client has an agent in which these fail. */
  FaultCase failing(List<Fault> faults) throws IOException {
    Path jar = servers.workspace.logs(service + "-agent").resolve("faulty.jar");
    return jvm("-javaagent:" + FaultyJar.copy(servers.workspace.agentJar(), jar, faults));
  }

  /** Nobody tells Nacos that the instance leaves: how long it stays listed is Nacos' affair. */
  FaultCase mayStay() {
    mayStay = true;
    return this;
  }

  boolean mustStayGone() {
    return with.agent() && !mayStay;
  }

  /**
   * Starts the client, which serves and registers one instance; returns when all nodes list it and
   * calls are being made.
   *
   * @param properties of its naming service, beside the addresses
   */
  NamingClient startAndRegister(String... properties) throws IOException, InterruptedException {
    start(properties);
    client.tell("serve " + port);
    client.tell(instance("register"));
    awaitCalls();
    return client;
  }

  /** Starts the client, which does nothing yet. */
  NamingClient start(String... properties) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.add("serverAddr=" + addresses());
    all.addAll(Arrays.asList(properties)); // which may name other addresses
    String name = "%s-%s-%s".formatted(service, with.client(), with.agent() ? "agent" : "plain");
    client =
        NamingClient.start(
            name, with.client(), with.agent(), servers.workspace, servers.processes, jvm, all);
    return client;
  }

  /** Returns when all nodes list the instance and each has been followed by a call. */
  void awaitCalls() {
    awaitListed(true);
    caller = new Caller(nodes(), service, GROUP);
    await().atMost(PATIENCE).until(() -> caller.calls() >= 2 * nodes().size());
  }

  /**
   * From now on an application with the agent calls another service of the client, and of one that
   * stays: on Tomcat, which says goodbye. Only where it is measured: it takes long to start. A
   * client without the agent has nobody to say goodbye for it, and no such caller.
   */
  void callWithAgent() throws IOException, InterruptedException {
    if (!with.agent()) {
      return;
    }
    NamingClient other = another("stays", true);
    provide(other);
    provide(client);
    agentCaller = new AgentCaller(servers, service, cluster.addresses(), other);
    agentCaller.begin(2);
  }

  private void provide(NamingClient who) throws IOException, InterruptedException {
    int at = Ports.application();
    who.tell("serve " + at + " tomcat");
    who.tell("register %s %s 127.0.0.1 %d".formatted(AgentCaller.SERVICE, service, at));
  }

  /** Why calls failed although caller and provider have the agent. */
  List<String> failuresWithAgent() {
    return agentCaller == null ? List.of() : agentCaller.failures();
  }

  void awaitListed(boolean listed) {
    awaitListed(listed, PATIENCE);
  }

  void awaitListed(boolean listed, Duration patience) {
    await("listed by all nodes: " + listed)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(
            () -> {
              for (NacosNode node : nodes()) {
                if (node.listed(service, GROUP).contains(address()) != listed) {
                  return false;
                }
              }
              return true;
            });
  }

  /** Returns when all nodes list so many instances of a service. */
  void awaitListed(String name, String group, String namespace, int instances) {
    await(instances + " instances of " + name)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              for (NacosNode node : nodes()) {
                if (node.listed(name, group, namespace).size() != instances) {
                  return false;
                }
              }
              return true;
            });
  }

  /** Whether any node lists the case's instance. */
  boolean isListed() {
    return nodes().stream().anyMatch(node -> listedBy(node).contains(address()));
  }

  boolean isListedEverywhere(String address) {
    return nodes().stream().allMatch(node -> listedBy(node).equals(Set.of(address)));
  }

  /**
   * Watches that the case's instance is listed, for so long.
   *
   * @return for how many seconds some node, which answered, did not list it
   */
  double missingFor(Duration length) throws InterruptedException {
    long period = 20;
    long end = System.nanoTime() + length.toNanos();
    long missing = 0;
    for (long last = System.nanoTime(); System.nanoTime() < end; ) {
      boolean there = nodes().stream().allMatch(node -> listedBy(node).contains(address()));
      Thread.sleep(period);
      long now = System.nanoTime();
      missing += there ? 0 : now - last;
      last = now;
    }
    return missing / 1e9;
  }

  /** What the client's own memory has: {@code ip:port}, joined by commas. */
  String known() throws IOException, InterruptedException {
    return client.tell("list %s %s".formatted(service, GROUP));
  }

  boolean isKnown() throws IOException, InterruptedException {
    return known().equals(address());
  }

  /** Subscribes, and returns when the client knows the case's instance. */
  void awaitKnown() throws IOException, InterruptedException {
    awaitListed(true);
    client.tell("subscribe %s %s".formatted(service, GROUP));
    await("known").atMost(PATIENCE).until(this::isKnown);
  }

  /** For how many seconds from now on the client knows the instance; at most so long. */
  double knownFor(Duration most) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (isKnown() && System.nanoTime() - begin < most.toNanos()) {
      Thread.sleep(20);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /**
   * Watches what the client knows until a condition has held for so long.
   *
   * @return for how many seconds it knew no instance
   */
  double unknownFor(BooleanSupplier condition, Duration length)
      throws IOException, InterruptedException {
    long unknown = 0;
    long begin = System.nanoTime();
    long held = begin;
    for (long last = begin; System.nanoTime() - held < length.toNanos(); ) {
      boolean known = isKnownAnyhow();
      Thread.sleep(20);
      long now = System.nanoTime();
      unknown += known ? 0 : now - last;
      last = now;
      if (!condition.getAsBoolean()) {
        held = now;
        assertThat(now - begin).as("time").isLessThan(PATIENCE.toNanos());
      }
    }
    return unknown / 1e9;
  }

  /** Calls what the client itself knows, 20 times a second for so long. */
  KnownCalls callWhatIsKnown(Duration length) throws IOException, InterruptedException {
    KnownCalls calls = new KnownCalls();
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < length.toNanos()) {
      long next = System.nanoTime() + KnownCalls.PERIOD.toNanos();
      String known = client.ask("list %s %s".formatted(service, GROUP));
      calls.call(known.startsWith("OK ") ? known.substring("OK ".length()) : "");
      Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
    }
    return calls;
  }

  /** Up to 2.4 a client without a connection throws although it knows (nacos#12644). */
  private boolean isKnownAnyhow() throws IOException, InterruptedException {
    return client.ask("list %s %s".formatted(service, GROUP)).equals("OK " + address());
  }

  /** As the client is configured with them: those of the proxies. */
  String addresses() {
    return proxies.stream().map(Proxy::address).collect(Collectors.joining(","));
  }

  /** Returns when the process has exited; until then no node may list the instance again. */
  void assertStaysAwayUntilExit() throws InterruptedException {
    while (client.alive()) {
      for (NacosNode node : nodes()) {
        assertThat(listedBy(node)).as("%s, while it drains", node).doesNotContain(address());
      }
      Thread.sleep(50);
    }
  }

  private Set<String> listedBy(NacosNode node) {
    try {
      return node.listed(service, GROUP);
    } catch (IOException down) {
      return Set.of();
    }
  }

  /** Returns while a beat of client 1 is on its way, where it stays for so long. */
  void holdBeat(Duration delay) {
    proxies.forEach(proxy -> proxy.delay(delay));
    await("a beat")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> proxies.stream().anyMatch(proxy -> proxy.holding() > 0));
    proxies.forEach(proxy -> proxy.delay(Duration.ZERO));
  }

  /** Returns when the agent has ended its drain. */
  void awaitSummary() {
    await("the agent's summary").atMost(PATIENCE).until(() -> !client.summary().isEmpty());
  }

  /** One more process with the same version of the client, past the proxies. */
  NamingClient another(String name, boolean withAgent) throws IOException, InterruptedException {
    return another(name, withAgent, cluster.addresses());
  }

  /** The same with other addresses of the nodes. */
  NamingClient another(String name, boolean withAgent, String addresses)
      throws IOException, InterruptedException {
    return NamingClient.start(
        service + "-" + name,
        with.client(),
        withAgent,
        servers.workspace,
        servers.processes,
        List.of(),
        List.of("serverAddr=" + addresses));
  }

  /** {@code register} or {@code deregister}, and what follows it, for the case's instance. */
  String instance(String command) {
    return "%s %s %s 127.0.0.1 %d".formatted(command, service, GROUP, port);
  }

  /** Whether a client of 2.0 or newer has its connection. */
  boolean isConnected() {
    return proxies.stream().anyMatch(proxy -> proxy.grpcConnections() > 0);
  }

  /** The proxy that a client of 2.0 or newer has its connection through. */
  Proxy proxyInUse() {
    return proxies.stream().filter(proxy -> proxy.grpcConnections() > 0).findFirst().orElseThrow();
  }

  /** One that it has not. */
  Proxy proxyNotInUse() {
    return proxies.stream().filter(proxy -> proxy.grpcConnections() == 0).findFirst().orElseThrow();
  }

  /** SIGTERM; returns when the client has exited and its {@link ExitWatch} has begun. */
  Exit terminate() throws IOException {
    long begin = System.nanoTime();
    client.terminate();
    return awaitExit(begin);
  }

  /** For a stop that was begun in another way, at this {@link System#nanoTime()}. */
  Exit awaitExit(long begin) throws IOException {
    if (!client.awaitExit(PATIENCE)) {
      throw new AssertionError(
          this + " does not end within " + PATIENCE + "; " + client.process().lastWords());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (agentCaller != null) {
      CompletableFuture.delayedExecutor(CALLED_ON, TimeUnit.SECONDS).execute(agentCaller::close);
    }
    Exit exit =
        new Exit(
            with,
            client.process().exitCode(),
            seconds,
            client.summary(),
            client.exceptions(),
            caller);
    watch =
        new ExitWatch(
            nodes(), service, GROUP, address(), caller, mustStayGone(), () -> watched(exit));
    bed.watch(this);
    servers.progress.step("%s: exit after %.1f s; %s".formatted(this, seconds, exit.summary()));
    return exit;
  }

  /** Only now: what a proxy does to the client's connections, a server sees until the end. */
  private void watched(Exit exit) {
    if (agentCaller != null) {
      agentCaller.close();
    }
    servers.rows.add(row(exit));
    closed.forEach(Proxy::close);
  }

  /** For a case with a cluster of its own, which must live that long. */
  void awaitWatched() throws InterruptedException {
    watch.await();
  }

  @Override
  public void close() {
    if (watch == null && caller != null) {
      caller.close();
    }
    if (client != null) {
      client.close();
    }
    if (watch == null) {
      closed.forEach(Proxy::close);
      if (agentCaller != null) {
        agentCaller.close();
      }
    }
  }

  @Override
  public String toString() {
    return "%s, %s (%s at %s)".formatted(test, with, service, address());
  }

  private Row row(Exit exit) {
    return new Row(
        test,
        with,
        watch == null ? List.of() : nodes().stream().map(watch::listedFor).toList(),
        exit.failedCalls(),
        exit.seconds(),
        note,
        agentCaller == null ? "" : agentCaller.toString());
  }

  /** For a case that is not about a stop: its row is {@link #note} alone. */
  void done() {
    servers.rows.add(new Row(test, with, List.of(), -1, -1, note, ""));
  }
}
