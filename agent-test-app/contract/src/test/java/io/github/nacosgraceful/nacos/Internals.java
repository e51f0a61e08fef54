package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.following.Believing;
import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.library.nacos.NacosPart;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.part.LateOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets the contract test use what the agent's drain uses of a NamingService. */
public final class Internals {

  private final Object namingService;
  private final ClientInternals client;
  private final NacosHandles handles;

  public Internals(Object namingService) throws ReflectiveOperationException {
    this.namingService = namingService;
    client = NacosClients.internals(namingService);
    handles = new NacosHandles(namingService.getClass().getClassLoader());
  }

  public List<String> nodes() throws ReflectiveOperationException {
    return client.nodes();
  }

  public String connectedNode() throws ReflectiveOperationException {
    return client.connectedNode();
  }

  public boolean isDisconnected() throws ReflectiveOperationException {
    return client.isDisconnected();
  }

  public List<?> instances(String node, String service) throws Exception {
    return client.http().instances(node, service, "DEFAULT_GROUP");
  }

  public List<String> members(String node) throws ReflectiveOperationException {
    return client.http().members(node);
  }

  public boolean closeConnection() throws ReflectiveOperationException {
    return client.closeConnection();
  }

  /** Fails where there is no server, as far as the client has come by then. */
  public void register(String service) throws Throwable {
    Object instance = handles.instance(new Address("127.0.0.1", 8080, "DEFAULT", true));
    Reflection.invoke(
        namingService
            .getClass()
            .getMethod("registerInstance", String.class, String.class, instance.getClass()),
        namingService,
        service,
        "DEFAULT_GROUP",
        instance);
  }

  /** What an agent that is attached later finds. */
  public List<String> registeredBefore() throws Throwable {
    LateOutcome outcome = new LateOutcome();
    new NacosPart().arm(namingService, outcome);
    return outcome.registered();
  }

  public static String describe(Throwable t) {
    return Reason.of(t);
  }

  public void deregisterBatch(String service) throws Throwable {
    Address address = new Address("127.0.0.1", 8080, "DEFAULT", true);
    client.deregisterBatch(service, "DEFAULT_GROUP", handles.instance(address));
  }

  /** What a client does when it is connected again: nothing without a connection. */
  public int redo() throws ReflectiveOperationException {
    return ((GrpcInternals) client).redo();
  }

  /** The client stores a list, unless it refuses; returns the ports that it then knows. */
  public List<Integer> store(String json) throws ReflectiveOperationException {
    memory().process(said(json));
    return ports(json);
  }

  /** The agent stores it. */
  public List<Integer> storeEmpty(String json) throws ReflectiveOperationException {
    Object said = said(json);
    ServiceInfoStore memory = memory();
    Believing.store(said, () -> memory.process(said));
    return ports(json);
  }

  /** Whether what it has is taken for what a server has said. */
  public boolean isFromServer(String json) throws ReflectiveOperationException {
    return ServiceInfoStore.isFromServer(memory().current(info(json)));
  }

  /** The same of the lists that it would read from its disk at its next start. */
  public List<Boolean> areFromServerOnDisk() throws ReflectiveOperationException {
    Object holder = holder();
    Map<?, ?> read =
        (Map<?, ?>)
            Class.forName(
                    "com.alibaba.nacos.client.naming.cache.DiskCache",
                    true,
                    namingService.getClass().getClassLoader())
                .getMethod("read", String.class)
                .invoke(null, Reflection.get(holder, "cacheDir"));
    List<Boolean> from = new ArrayList<>();
    for (Object info : read.values()) {
      from.add(ServiceInfoStore.isFromServer(info));
    }
    return from;
  }

  private List<Integer> ports(String json) throws ReflectiveOperationException {
    List<Integer> ports = new ArrayList<>();
    Object current = memory().current(info(json));
    for (Object instance : (List<?>) Reflection.call(current, "getHosts")) {
      ports.add((Integer) Reflection.call(instance, "getPort"));
    }
    return ports;
  }

  private Object said(String json) throws ReflectiveOperationException {
    return client instanceof GrpcInternals ? info(json) : json;
  }

  private Object info(String json) throws ReflectiveOperationException {
    ClassLoader loader = namingService.getClass().getClassLoader();
    return ClientJson.parse(
        loader, json, Class.forName("com.alibaba.nacos.api.naming.pojo.ServiceInfo", true, loader));
  }

  private ServiceInfoStore memory() throws ReflectiveOperationException {
    return new ServiceInfoStore(holder());
  }

  private Object holder() throws ReflectiveOperationException {
    return NacosClients.memory(namingService);
  }
}
