package io.github.nacosgraceful.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.ai.remote.AiGrpcClient;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.config.Verify;
import io.github.nacosgraceful.context.Availability;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.departure.Departures;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.node.Listings;
import io.github.nacosgraceful.node.NodeAnswers;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private final FakeScheduler time = new FakeScheduler(System.nanoTime());
  private final Contexts contexts = new Contexts();
  private final Gate gate = new Gate(time);
  private final Registrations registrations = new Registrations(gate, contexts, time);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final FakeNamingService service = new FakeNamingService.Plain();
  private final List<Instance> listed = new ArrayList<>();
  private int asked;
  private final Readiness readiness =
      new Readiness(registrations, drains(), new NodeAnswers(time, Listings.EVERY_NODE), time);

  ReadinessTest() {
    service.list =
        () -> {
          asked++;
          return listed;
        };
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void isThereOnceTheNodesListWhatIsRegistered() throws Throwable {
    assertThat(look()).isEqualTo("false nothing registered");
    Instance instance = register(true);
    assertThat(look()).isEqualTo("false not listed by every Nacos node yet");
    listed.add(instance);
    time.advance(1001);
    assertThat(look()).isEqualTo("true online");
    asked = 0;
    time.advance(60_000);
    assertThat(look()).isEqualTo("true online");
    assertThat(asked).as("what was seen").isZero();
  }

  /** Callers of the AI registry read no list of instances. */
  @Test
  void waitsForNoEndpointOfTheAiRegistry() throws Throwable {
    listed.add(register(true));
    RegisteredInstance endpoint =
        new RegisteredInstance(
            new Address("10.0.0.1", 1, "DEFAULT", true), null, 1, true, true, null);
    handlers.registers(
        new Registration(new AiGrpcClient(), "weather", "mcp-endpoints", List.of(endpoint), false));
    assertThat(registrations.snapshot()).hasSize(2);
    assertThat(look()).isEqualTo("true online");
  }

  /** As a restarted Nacos has lost it. */
  @Test
  void isNotThereWhereSomethingIsRegisteredOnceMore() throws Throwable {
    listed.add(register(true));
    assertThat(look()).isEqualTo("true online");
    listed.clear();
    registrations.renew(registrations.snapshot().get(0));
    time.advance(1001);
    assertThat(look()).isEqualTo("false not listed by every Nacos node yet");
  }

  /** An operator is to enable it in Nacos: until then no node lists it. */
  @Test
  void doesNotWaitForWhatIsRegisteredAsDisabled() throws Throwable {
    Instance instance = register(false);
    assertThat(look()).isEqualTo("true registered, disabled");
    assertThat(asked).isEqualTo(1);
    for (int i = 0; i < 20; i++) {
      time.advance(200);
      assertThat(look()).isEqualTo("true registered, disabled");
    }
    assertThat(asked).as("asked for now and then").isEqualTo(1);
    listed.add(instance);
    time.advance(10_000);
    assertThat(look()).isEqualTo("true online");
  }

  private String look() {
    return readiness.isReady() + " " + readiness.text();
  }

  private Instance register(boolean enabled) throws Throwable {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(8080);
    instance.setEnabled(enabled);
    handlers.onRegister().enter(service, "orders", "G", instance);
    return instance;
  }

  private Drains drains() {
    return new Drains(
        Settings.read("", new Properties(), Map.of()),
        new DryRun(false),
        registrations,
        new Departures(3000, Verify.ALL, gate, time),
        new Traffic(),
        new Availability(new Contexts(), time),
        Collections.emptySet(),
        leaving -> false,
        new SuppressedErrors(),
        time);
  }
}
