package io.github.nacosgraceful.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.config.PushEmpty;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUp;
import io.github.nacosgraceful.service.WarmUps;
import org.junit.jupiter.api.Test;

class ServiceInfosTest {

  private final Services services = new Services(new WarmUps(0.5));
  private final Reporters reporters = new Reporters(services);
  private final Memory memory = new Memory();

  @Test
  void bumpTheServiceWithTheInstancesThatCallersMayUse() throws Throwable {
    Memory.Info said = new Memory.Info("orders", 1, 2, 3, 4);
    said.getHosts().get(1).setHealthy(false);
    said.getHosts().get(2).setEnabled(false);
    said.getHosts().get(3).setWeight(0);
    store(PushEmpty.VERIFY, said);
    Service orders = services.find("orders");
    assertThat(orders.current()).isOne();
    assertThat(orders.instances()).hasToString("[10.0.0.1:1]");
  }

  /** As Netty and URLs have it, whatever the provider wrote. */
  @Test
  void knowAnInstanceByAnySpellingOfItsAddress() throws Throwable {
    Memory.Info said = new Memory.Info("orders", 8080);
    said.getHosts().get(0).setIp("2001:DB8:0:0::1");
    store(PushEmpty.VERIFY, said);
    assertThat(services.lists(HostPort.parse("[2001:db8::1]:8080"))).isTrue();
  }

  @Test
  void tellHowInstancesWarmUp() throws Throwable {
    store(PushEmpty.VERIFY, new Memory.Info("orders", 1));
    Memory.Info said = new Memory.Info("orders", 1, 2);
    said.getHosts().get(1).getMetadata().put(WarmUp.KEY, WarmUp.text(120_000, 2, 17));
    store(PushEmpty.VERIFY, said);
    assertThat(services.find("orders").warmUps().shares())
        .containsOnlyKeys(HostPort.parse("10.0.0.1:2"));
  }

  @Test
  void keepWhatTheClientHasWhereAnEmptyListIsHeld() throws Throwable {
    Memory.Info before = new Memory.Info("orders", 1);
    memory.processServiceInfo(before);
    store(PushEmpty.KEEP, before);
    assertThat(store(PushEmpty.KEEP, new Memory.Info("orders"))).isSameAs(before);
    assertThat(services.find("orders").isListed()).isTrue();
    assertThat(store(PushEmpty.OFF, new Memory.Info("orders"))).isNotSameAs(before);
    assertThat(services.find("orders").isListed()).isFalse();
  }

  /** It may be of another environment, and is gone at once without the agent. */
  @Test
  void keepNothingThatWasReadFromDisk() throws Throwable {
    Memory.Info empty = new Memory.Info("orders");
    memory.readsFromDisk(new Memory.Info("orders", 1));
    assertThat(store(PushEmpty.KEEP, empty)).isSameAs(empty);
    assertThat(services.find("orders")).as("no server has listed any").isNull();
  }

  @Test
  void keepWhatWasReadFromDiskWhereTheUserHasProtectedIt() throws Throwable {
    Memory.Info before = new Memory.Info("orders", 1);
    memory.protectedFromEmptyLists(new Believed().onValidated()).readsFromDisk(before);
    assertThat(store(PushEmpty.KEEP, new Memory.Info("orders"))).isSameAs(before);
  }

  @Test
  void holdNoEmptyListOfAServiceThatHadNone() throws Throwable {
    Memory.Info empty = new Memory.Info("orders");
    assertThat(store(PushEmpty.KEEP, empty)).isSameAs(empty);
  }

  @Test
  void keepApartWhatTwoClientsHave() throws Throwable {
    Memory other = new Memory();
    store(PushEmpty.VERIFY, new Memory.Info("orders", 1));
    store(other, PushEmpty.VERIFY, new Memory.Info("orders", 2));
    store(other, PushEmpty.OFF, new Memory.Info("orders"));
    assertThat(services.find("orders").instances()).hasToString("[10.0.0.1:1]");
  }

  /** Its list is from the disk of an operator, and said by no server. */
  @Test
  void bumpAServiceThatAFailoverIsSwitchedOnFor() throws Throwable {
    store(PushEmpty.VERIFY, new Memory.Info("orders", 1));
    infos(PushEmpty.VERIFY).onChanged().exit(null, new Change("G@@orders"), null);
    infos(PushEmpty.VERIFY).onChanged().exit(null, new Change("unknown"), null);
    infos(PushEmpty.VERIFY).onChanged().exit(null, new Change(null), null);
    assertThat(services.find("orders").current()).isEqualTo(2);
    assertThat(services.find("orders").instances()).hasToString("[10.0.0.1:1]");
    assertThat(services.find("unknown")).isNull();
  }

  /** Of the client, to its listeners. */
  record Change(String serviceName) {
    public String getServiceName() {
      return serviceName;
    }
  }

  @Test
  void readNothingOfAPushThatWasRefused() throws Throwable {
    Handler stored = infos(PushEmpty.OFF).onStored();
    assertThat(stored.leave(null, memory, "{}", null)).isNull();
    assertThat(services.all()).isEmpty();
  }

  /** What the client has after it was told so. */
  private Object store(PushEmpty mode, Memory.Info said) throws Throwable {
    return store(memory, mode, said);
  }

  private Object store(Memory by, PushEmpty mode, Memory.Info said) throws Throwable {
    Handler stored = infos(mode).onStored();
    Object kept = stored.enter(by, said, null, null);
    return stored.leave(kept, by, said, kept == null ? said : null);
  }

  private ServiceInfos infos(PushEmpty mode) {
    NamingServices owners = new NamingServices();
    return new ServiceInfos(
        services,
        new EmptyPushes(mode, new DryRun(false), owners),
        new OlderLists(owners, new DryRun(false)),
        reporters);
  }
}
