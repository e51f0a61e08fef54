package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.nacosgraceful.testbed.Suite;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of the agent: whatever fails in it, the application ends as it would have without it.
 * What can fail, by name, one line for each kind; {@link RuleSweepIT} has each method, {@link
 * RuleOnNacosIT} real clients and servers.
 */
@Tag("core")
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class RuleIT {

  private static final double SLACK_SECONDS = 4;

  private static RuleRuns runs;
  private static Ending plain;

  @BeforeAll
  static void runWithoutTheAgent() throws Exception {
    runs = new RuleRuns("rule");
    plain = runs.plain();
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  /** In every build those without which the others would prove little. */
  private static Stream<Trouble> core() {
    return Stream.of(
        // Nothing fails: what the application sees is the same then too.
        new Trouble(),
        new Trouble().fails("registry.Registrations.takeOffline throws"),
        new Trouble().fails("thread.Scheduler$1.start throws"),
        new Trouble().fails("thread.Scheduler$1.start throws").option("register.delay=100ms"),
        new Trouble().fails("leaving.Drain.leave hangs"),
        new Trouble().lacks("com.alibaba.nacos.client.naming.NacosNamingService.getAllInstances"),
        new Trouble().fails("instance.Registration.owner nothing"),
        new Trouble().option("shutdown.timeout=1ms").option("deregister.timeout=1ms"));
  }

  private static Stream<Trouble> more() {
    return Stream.of(
        // It does not start.
        new Trouble().fails("Agent.ownJar throws"),
        new Trouble().fails("bridge.Bridge missing"),
        new Trouble().fails("bridge.Bridge.<clinit> throws"),
        new Trouble().fails("start.AgentStart missing"),
        new Trouble().fails("start.AgentStart.start throws"),
        new Trouble().fails("start.AgentStart$1.run throws"),
        new Trouble().fails("start.AgentStart$1.run hangs"),
        new Trouble().fails("start.AgentMain.arm throws"),
        new Trouble().fails("start.AgentMain.core hangs"),
        new Trouble().fails("config.Settings.read throws"),
        new Trouble().fails("log.LogSink missing"),
        new Trouble().fails("install.Probe.problem throws"),
        new Trouble().fails("weave.Weaver missing"),
        new Trouble().fails("leaving.ShutdownSlot.wrap nothing"),
        new Trouble().fails("leaving.ShutdownSlot.wrap throws"),
        // One part is off.
        new Trouble().fails("weave.Weaver.weave throws"),
        new Trouble().fails("library.nacos.NacosPart.connect throws"),
        new Trouble().fails("library.spring.ContextsPart.connect throws"),
        new Trouble().fails("library.tomcat.TomcatPart.connect throws"),
        new Trouble().fails("registry.RegistrationHandlers missing"),
        new Trouble().fails("registry.Gate$1 missing"),
        // Members are missing.
        new Trouble().lacks("com.alibaba.nacos.api.naming.pojo.Instance.getInstanceId"),
        new Trouble().lacks("org.springframework.context.support.AbstractApplicationContext.getId"),
        new Trouble().fails("nacos.NacosHandles.of nothing"),
        new Trouble().fails("nacos.GrpcInternals missing").fails("nacos.HttpInternals missing"),
        // A handler fails, on the application's threads.
        new Trouble().fails("registry.RegistrationHandlers$1.enter throws"),
        new Trouble().fails("registry.RegistrationHandlers$2.enter throws"),
        new Trouble().fails("registry.Gate$1.enter throws"),
        new Trouble().fails("registry.Gate$1.exit throws"),
        new Trouble().fails("registry.Gate.refuses throws"),
        new Trouble().fails("context.Contexts$1.enter throws"),
        new Trouble().fails("context.Contexts$1.exit throws"),
        new Trouble().fails("leaving.ContextDrain$1.enter throws"),
        new Trouble().fails("traffic.Traffic missing"),
        // No thread can be started, or made.
        new Trouble().fails("thread.AgentThread.of throws"),
        new Trouble().fails("thread.AgentThread.of throws").option("register.delay=100ms"),
        // The drain fails, before it begins and in each of its steps.
        new Trouble().fails("leaving.ShutdownDrain.run throws"),
        new Trouble().fails("leaving.ShutdownDrain.run nothing"),
        new Trouble().fails("leaving.Drains.begin throws"),
        new Trouble().fails("leaving.Drains.servesCountedRequest throws"),
        new Trouble().fails("leaving.Drain missing"),
        new Trouble().fails("leaving.Drain.<init> throws"),
        new Trouble().fails("leaving.Drain.runInTime throws"),
        new Trouble().fails("leaving.Drain.run throws"),
        new Trouble().fails("leaving.Drain.leave throws"),
        new Trouble().fails("leaving.Drain.isNoted throws"),
        new Trouble().fails("registry.Registrations.drained throws"),
        new Trouble().fails("leaving.QuietPeriod.of throws"),
        new Trouble().fails("departure.Departures.begin throws"),
        new Trouble().fails("departure.Departures.begin hangs"),
        new Trouble().fails("departure.Leaver missing"),
        new Trouble().fails("departure.Leaver.start throws"),
        new Trouble().fails("departure.DepartureThreads.of throws"),
        new Trouble().fails("thread.SideBySide.next throws"),
        new Trouble().fails("thread.SideBySide.watch hangs"),
        new Trouble().fails("thread.Crew.add throws"),
        new Trouble().fails("thread.Crew.work throws"),
        new Trouble().fails("thread.Crew.work hangs"),
        new Trouble().fails("departure.Leaver.deregister throws"),
        new Trouble().fails("departure.Leaver.deregister hangs"),
        new Trouble().fails("thread.Attempts.make throws"),
        new Trouble().fails("departure.Verification.findNodes throws"),
        new Trouble().fails("departure.Verification.findNodes hangs"),
        new Trouble().fails("node.Listing.isListed throws"),
        new Trouble().fails("node.Listing.isListed hangs"),
        new Trouble().fails("node.NodeThreads.schedule throws"),
        new Trouble().fails("leaving.Serving.see throws"),
        new Trouble().fails("change.Summary.end throws"),
        // The log cannot be written.
        new Trouble().fails("log.LogOutput.write throws"),
        new Trouble().fails("log.SinkLogger.handleNormalizedLoggingCall throws"),
        new Trouble().option("log.file=/dev/full"),
        new Trouble().option("log.file=/no/such/folder/log"),
        // What waits for its moment.
        new Trouble().fails("registry.DelayedRegistrations.add throws").option("register.delay=1s"),
        new Trouble().fails("registry.DelayedRegistrations.run throws").option("register.delay=1s"),
        new Trouble()
            .fails("registry.DelayedRegistrations.isDue throws")
            .option("register.delay=1s"),
        new Trouble()
            .fails("registry.DelayedRegistrations.prepare throws")
            .option("register.delay=1s"),
        new Trouble().fails("joining.Preheat.run throws").option("preheat.paths=/"),
        new Trouble()
            .fails("joining.ApplicationReady.hasCome throws")
            .option("register.when=ready"),
        // Whoever operates it.
        new Trouble().fails("endpoint.Admin.open throws").option("admin.port=0"),
        new Trouble().fails("endpoint.Admin.open hangs").option("admin.port=0"),
        new Trouble().fails("endpoint.ReadinessFile missing").option("readiness.file=ready"),
        new Trouble().option("readiness.file=/no/such/folder/ready"));
  }

  static Stream<Trouble> troubles() {
    return Suite.is("faults") ? Stream.concat(core(), more()) : core();
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void whateverFailsTheApplicationEndsAsWithoutIt(Trouble trouble) throws Exception {
    Ending with = trouble.run(runs);
    assertThat(with.worseThan(plain, RuleRuns.TIMEOUT_SECONDS + SLACK_SECONDS))
        .as(with.log())
        .isEmpty();
  }

  /** Also those that this build does not run: whoever renames a method hears of it at once. */
  @Test
  void eachFaultIsInAMethodThatTheAgentHas() {
    assertThat(Stream.concat(core(), more()))
        .allSatisfy(trouble -> assertThatCode(() -> trouble.make(runs)).doesNotThrowAnyException());
  }

  /** So that the rest means something. */
  @Test
  void withoutTheAgentItSeesWhatItIsMeantTo() {
    assertThat(plain.exitCode()).isEqualTo(3);
    assertThat(plain.seen())
        .isEqualTo(
            List.of(
                "app listed [orders, stock, side]",
                "app answered 10",
                "app listed [orders, side]",
                "app listed [orders, stock, side]",
                "app listed [orders, stock]",
                "app answered 10",
                "app ends",
                "app hook",
                "app listed at the end []"));
  }
}
