package io.github.nacosgraceful.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the answers of a process say, whatever becomes of its registrations. */
class FarewellTest {

  private static final String START = "; start=7";

  private final Gate gate = new Gate();
  private final Contexts contexts = new Contexts();
  private final Registrations registrations = new Registrations(gate, contexts);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final Traffic traffic = new Traffic();
  private final NacosNamingService owner = new NacosNamingService();
  private final NacosNamingService another = new NacosNamingService();

  @BeforeEach
  void sayGoodbye() {
    registrations.sayGoodbye(7, traffic);
  }

  @Test
  void saysNothingWhileEverythingIsOnline() throws Throwable {
    register(owner, "orders", instance("10.0.0.1", 1));
    deregister(owner, "orders", instance("10.0.0.1", 1));
    assertThat(traffic.goodbye()).isNull();
  }

  @Test
  void saysAllAddressesOfAProcessThatStops() throws Throwable {
    register(owner, "orders", instance("10.0.0.1", 1));
    register(owner, "bills", instance("10.0.0.1", 1));
    register(another, "grpc", instance("FD00::1", 2));
    register(another, "batch", List.of(instance("10.0.0.1", 3), instance("10.0.0.1", 4)));
    registrations.takeOffline();
    assertThat(traffic.goodbye())
        .isEqualTo("10.0.0.1:1, [fd00::1]:2, 10.0.0.1:3, 10.0.0.1:4" + START);
  }

  /** An application may register anything. */
  @Test
  void saysNothingOfWhatIsNoAddress() throws Throwable {
    register(owner, "consumer", instance("10.0.0.1", 0));
    register(another, "orders", instance(null, 1));
    registrations.takeOffline();
    assertThat(traffic.goodbye()).isNull();
  }

  /** Its callers are to stay. */
  @Test
  void saysNothingOfAnAddressThatServesSomethingElse() throws Throwable {
    register(owner, "orders", instance("10.0.0.1", 1));
    register(another, "bills", instance("10.0.0.1", 1));
    registrations.takeOffline(of("orders"));
    assertThat(traffic.goodbye()).isNull();
    registrations.takeOffline(of("bills"));
    assertThat(traffic.goodbye()).isEqualTo("10.0.0.1:1" + START);
  }

  @Test
  void takesItsWordBackBeforeAnythingIsRegisteredAgain() throws Throwable {
    register(owner, "orders", instance("10.0.0.1", 1));
    List<Registration> taken = registrations.takeOfflineByHand();
    assertThat(traffic.goodbye()).isEqualTo("10.0.0.1:1" + START);
    registrations.drained(taken, taken);
    assertThat(traffic.goodbye()).as("as long as it is offline").isNotNull();
    assertThat(registrations.bringOnline()).hasSize(1);
    assertThat(traffic.goodbye()).isNull();
  }

  @Test
  void keepsItsWordWhenTheApplicationCannotBringItBack() throws Throwable {
    register(owner, "orders", instance("10.0.0.1", 1));
    registrations.takeOfflineByHand();
    register(owner, "orders", instance("10.0.0.1", 1));
    assertThat(traffic.goodbye()).isEqualTo("10.0.0.1:1" + START);
  }

  @Test
  void takesItsWordBackWhenAnotherContextHasTheAddress() throws Throwable {
    register(owner, "orders", instance("10.0.0.1", 1));
    register(owner, "bills", instance("10.0.0.1", 2));
    registrations.takeOffline(any -> true);
    register(another, "orders", instance("10.0.0.1", 1));
    assertThat(traffic.goodbye()).isEqualTo("10.0.0.1:2" + START);
  }

  /** The application closes its clients while its server still answers. */
  @Test
  void keepsItsWordToTheEnd() throws Throwable {
    register(owner, "orders", instance("10.0.0.1", 1));
    List<Registration> taken = registrations.takeOffline();
    registrations.drained(taken, taken);
    deregister(owner, "orders", instance("10.0.0.1", 1));
    handlers.onClose(any -> {}).enter(owner, null, null, null);
    register(another, "orders", instance("10.0.0.1", 1));
    assertThat(traffic.goodbye()).isEqualTo("10.0.0.1:1" + START);
  }

  /** A context that starts anew, at another port: nobody calls the old one, and nobody asks. */
  @Test
  void forgetsWhatHasLeftWhenSomethingElseBegins() throws Throwable {
    register(owner, "orders", instance("10.0.0.1", 1));
    register(owner, "bills", instance("10.0.0.1", 2));
    List<Registration> taken = registrations.takeOffline(any -> true);
    registrations.drained(taken, taken.subList(0, 1));
    assertThat(traffic.goodbye()).isEqualTo("10.0.0.1:1, 10.0.0.1:2" + START);
    register(another, "orders", instance("10.0.0.1", 3));
    assertThat(traffic.goodbye()).as("Nacos may list it").isEqualTo("10.0.0.1:2" + START);
  }

  @Test
  void saysNothingWhereNobodyAskedForIt() throws Throwable {
    Traffic silent = new Traffic();
    Registrations others = new Registrations(new Gate(), contexts);
    new RegistrationHandlers(others, contexts, () -> true)
        .onRegister()
        .enter(owner, "orders", "G", instance("10.0.0.1", 1));
    assertThat(others.takeOffline()).hasSize(1);
    assertThat(silent.goodbye()).isNull();
  }

  private static Predicate<Registration> of(String service) {
    return registration -> registration.name().equals(ServiceName.of("G", service));
  }

  private void register(NacosNamingService by, String service, Object what) throws Throwable {
    handlers.onRegister().enter(by, service, "G", what);
  }

  private void deregister(NacosNamingService by, String service, Object what) throws Throwable {
    handlers.onDeregister().enter(by, service, "G", what);
  }

  private static Instance instance(String ip, int port) {
    Instance instance = new Instance();
    instance.setIp(ip);
    instance.setPort(port);
    return instance;
  }
}
