package io.github.nacosgraceful.nacos;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationsTest {

  private final Gate gate = new Gate();
  private final Registrations registrations = new Registrations(gate, new NacosClients());
  private final NacosNamingService owner = new NacosNamingService();

  @Test
  void keepsWhatIsRegisteredUntilItIsDeregistered() throws Throwable {
    register(owner, "orders", instance(1));
    register(owner, "orders", instance(2));
    register(owner, "bills", instance(1));
    assertThat(registrations.snapshot())
        .hasToString("[G@@orders [10.0.0.1:1], G@@orders [10.0.0.1:2], G@@bills [10.0.0.1:1]]");
    deregister(owner, "orders", instance(1));
    assertThat(registrations.snapshot())
        .hasToString("[G@@orders [10.0.0.1:2], G@@bills [10.0.0.1:1]]");
  }

  @Test
  void countsAnInstanceOnceHoweverOftenItIsRegistered() throws Throwable {
    register(owner, "orders", instance(1));
    register(owner, "orders", instance(1));
    assertThat(registrations.snapshot()).hasSize(1);
  }

  @Test
  void tellsOwnersApart() throws Throwable {
    NacosNamingService other = new NacosNamingService();
    register(owner, "orders", instance(1));
    register(other, "orders", instance(1));
    deregister(other, "orders", instance(1));
    assertThat(registrations.snapshot()).extracting(Registration::owner).containsExactly(owner);
  }

  @Test
  void takesABatchForTheWholeSet() throws Throwable {
    register(owner, "orders", List.of(instance(1), instance(2)));
    register(owner, "orders", List.of(instance(2), instance(3)));
    assertThat(registrations.snapshot()).hasToString("[G@@orders [10.0.0.1:2, 10.0.0.1:3]]");
    deregister(owner, "orders", List.of(instance(2)));
    assertThat(registrations.snapshot()).hasToString("[G@@orders [10.0.0.1:3]]");
    deregister(owner, "orders", instance(3));
    assertThat(registrations.snapshot()).isEmpty();
  }

  @Test
  void refusesBothOnceTheGateIsClosed() throws Throwable {
    register(owner, "orders", instance(1));
    gate.close();
    assertThat(register(owner, "bills", instance(1))).isNotNull();
    assertThat(deregister(owner, "orders", instance(1))).isNotNull();
    assertThat(registrations.snapshot()).hasToString("[G@@orders [10.0.0.1:1]]");
  }

  @Test
  void forgetsWhatLeftWithItsOwner() throws Throwable {
    NacosNamingService other = new NacosNamingService();
    register(owner, "orders", instance(1));
    register(other, "bills", instance(1));
    registrations.closes().enter(owner, null, null, null);
    assertThat(registrations.snapshot()).hasToString("[G@@bills [10.0.0.1:1]]");
  }

  @Test
  void letsTheAgentsOwnThreadsDeregister() throws Exception {
    gate.close();
    Object[] skipped = {"not run"};
    Thread agent =
        new AgentThread(
            () -> {
              try {
                skipped[0] = deregister(owner, "orders", instance(1));
              } catch (Throwable t) {
                skipped[0] = t;
              }
            },
            "test",
            null);
    agent.start();
    agent.join();
    assertThat(skipped[0]).isNull();
  }

  private Object register(NacosNamingService by, String service, Object what) throws Throwable {
    return registrations.registers().enter(by, service, "G", what);
  }

  private Object deregister(NacosNamingService by, String service, Object what) throws Throwable {
    return registrations.deregisters().enter(by, service, "G", what);
  }

  private static Instance instance(int port) {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(port);
    return instance;
  }
}
