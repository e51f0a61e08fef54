package io.github.nacosgraceful.nacos;

import java.util.List;

/** Lets the contract test use what the agent's drain uses of a NamingService. */
public final class Internals {

  private final ClientInternals client;
  private final NacosHandles handles;

  public Internals(Object namingService) throws ReflectiveOperationException {
    client = new ClientInternals(namingService);
    handles = new NacosHandles(namingService.getClass().getClassLoader());
  }

  public List<String> nodes() throws ReflectiveOperationException {
    return client.nodes();
  }

  public String connectedNode() throws ReflectiveOperationException {
    return client.connectedNode();
  }

  public String namespace() throws ReflectiveOperationException {
    return client.namespace();
  }

  public List<?> instances(String node, String service) throws Exception {
    return client.instances(node, service, "DEFAULT_GROUP", namespace());
  }

  public void deregisterBatch(String service) throws Throwable {
    Address address = new Address("127.0.0.1", 8080, "DEFAULT", true);
    client.deregisterBatch(service, "DEFAULT_GROUP", handles.instance(address));
  }
}
