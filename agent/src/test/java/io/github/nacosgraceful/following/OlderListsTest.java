package io.github.nacosgraceful.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.following.ReconnectsTest.Client;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.thread.FakeScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answer to a subscription arrives after a push that was put together later. */
class OlderListsTest {

  private final FakeScheduler time = new FakeScheduler();
  private final NamingServices owners = new NamingServices(time);
  private final Client client = new Client();
  private final Memory memory = client.serviceInfoHolder;
  private final Memory.Info now = client.clientProxy.grpcClientProxy.listed;
  private final Memory.Info older = info(1, 20);

  @BeforeEach
  void hasANewerList() throws Throwable {
    owners.onCreated(made -> {}).exit(null, client, null);
    memory.processServiceInfo(info(2, 30));
    now.lastRefTime = 31;
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void isAskedForOnceMore() throws Throwable {
    store(new OlderLists(owners, new DryRun(false), time), older);
    assertThat(memory.of("orders")).as("as without the agent, for a moment").isSameAs(older);
    time.advance(200);
    assertThat(memory.of("orders")).isSameAs(now);
    assertThat(client.clientProxy.grpcClientProxy.asked).isEqualTo("G@@orders@@");
  }

  @Test
  void isAskedForOnceWhereSeveralComeLate() throws Throwable {
    OlderLists lists = new OlderLists(owners, new DryRun(false), time);
    lists.aboutToBeStored(memory, older);
    lists.aboutToBeStored(memory, older);
    assertThat(time.started()).hasSize(1);
    time.advance(200);
    lists.aboutToBeStored(memory, older);
    assertThat(time.started()).as("and again, later").hasSize(2);
  }

  @Test
  void leavesNewerListsAlone() throws Throwable {
    OlderLists lists = new OlderLists(owners, new DryRun(false), time);
    store(lists, info(3, 30));
    store(lists, info(3, 40));
    assertThat(time.started()).isEmpty();
  }

  /** A push that came meanwhile is newer than what was asked for. */
  @Test
  void storesNoAnswerThatIsOlderItself() throws Throwable {
    store(new OlderLists(owners, new DryRun(false), time), older);
    Memory.Info pushed = info(4, 50);
    memory.processServiceInfo(pushed);
    time.advance(200);
    assertThat(memory.of("orders")).isSameAs(pushed);
  }

  @Test
  void asksNobodyInADryRun() throws Throwable {
    store(new OlderLists(owners, new DryRun(true), time), older);
    assertThat(time.started()).isEmpty();
  }

  /** As the client does: first the hook, then the list is stored in any case. */
  private void store(OlderLists lists, Memory.Info info) throws Throwable {
    lists.aboutToBeStored(memory, info);
    memory.processServiceInfo(info);
  }

  private static Memory.Info info(int port, long at) {
    Memory.Info info = new Memory.Info("orders", port);
    info.lastRefTime = at;
    return info;
  }
}
