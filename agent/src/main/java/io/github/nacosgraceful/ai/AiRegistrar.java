package io.github.nacosgraceful.ai;

import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.nacos.ClientInternals;
import io.github.nacosgraceful.nacos.Registrar;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The client of the AI registry, which registers endpoints of MCP servers, in client 3.0 and newer,
 * and of A2A agents, since 3.1, over a connection of its own. A server keeps each as an instance,
 * of the service {@code name::version}.
 *
 * <p>Reflection, not handles: nothing here is hot.
 */
public final class AiRegistrar implements Registrar {

  /** What owns an endpoint. */
  public static final String CLIENT = "com.alibaba.nacos.client.ai.remote.AiGrpcClient";

  public static final Members<AiRegistrar> MEMBERS =
      new Members<>(
          AiRegistrar::new,
          "nacos-ai is off",
          "Endpoints of the AI registry leave as they do without the agent");

  private final Method registerMcp;
  private final Method deregisterMcp;
  private final Method queryMcp;

  /** Of agents, which are there since 3.1; else these are null. */
  private final Class<?> endpoint;

  private final Method registerAgent;
  private final Method registerAgents;
  private final Method deregisterAgent;

  private AiRegistrar(Class<?> client) throws ReflectiveOperationException {
    registerMcp =
        client.getMethod(
            "registerMcpServerEndpoint", String.class, String.class, int.class, String.class);
    deregisterMcp =
        client.getMethod("deregisterMcpServerEndpoint", String.class, String.class, int.class);
    queryMcp = client.getMethod("queryMcpServer", String.class, String.class);
    endpoint = agentEndpoint(client.getClassLoader());
    if (endpoint == null) {
      registerAgent = null;
      registerAgents = null;
      deregisterAgent = null;
    } else {
      registerAgent = client.getMethod("registerAgentEndpoint", String.class, endpoint);
      registerAgents = client.getMethod("registerAgentEndpoints", String.class, Collection.class);
      deregisterAgent = client.getMethod("deregisterAgentEndpoint", String.class, endpoint);
    }
    for (String field : AiInternals.FIELDS) {
      Reflection.field(client, field);
    }
  }

  private static Class<?> agentEndpoint(ClassLoader loader) {
    try {
      return Class.forName(AiEndpoints.AGENT_ENDPOINT, false, loader);
    } catch (ClassNotFoundException before31) {
      return null;
    }
  }

  /** Whether it owns endpoints, rather than instances of services. */
  public static boolean isOwner(Object owner) {
    return owner.getClass().getName().equals(CLIENT);
  }

  /** What is behind a client. */
  public static ClientInternals internals(Object client) throws ReflectiveOperationException {
    return new AiInternals(client);
  }

  /** That of a client; null where its version lacks something. */
  public static AiRegistrar of(Object client) {
    return MEMBERS.get(client.getClass());
  }

  @Override
  public void register(Object client, Registration registration) throws Throwable {
    String name = AiEndpoints.name(registration.service);
    if (AiEndpoints.MCP_GROUP.equals(registration.group)) {
      for (RegisteredInstance one : registration.instances) {
        Reflection.invoke(
            registerMcp,
            client,
            name,
            one.at.ip,
            one.at.port,
            AiEndpoints.version(registration.service));
      }
      return;
    }
    List<Object> endpoints = new ArrayList<>();
    for (RegisteredInstance one : registration.instances) {
      endpoints.add(AiEndpoints.agent(endpoint, one, registration.service));
    }
    if (endpoints.size() == 1) {
      Reflection.invoke(registerAgent, client, name, endpoints.get(0));
    } else {
      Reflection.invoke(registerAgents, client, name, endpoints);
    }
  }

  /** A server removes all that this client has registered for the service. */
  @Override
  public void deregister(Object client, String service, String group, Address address)
      throws Throwable {
    String name = AiEndpoints.name(service);
    if (AiEndpoints.MCP_GROUP.equals(group)) {
      Reflection.invoke(deregisterMcp, client, name, address.ip, address.port);
    } else {
      Reflection.invoke(
          deregisterAgent, client, name, AiEndpoints.agent(endpoint, bare(address), service));
    }
  }

  private static RegisteredInstance bare(Address address) {
    return new RegisteredInstance(address, null, 1, true, true, null);
  }

  /** Never asked for: endpoints are no batches. */
  @Override
  public Object instance(Address address) {
    throw new UnsupportedOperationException("endpoints of the AI registry are no batches");
  }

  /**
   * What is told of an MCP server has its endpoints. What is told of an agent has not: where its
   * last one is gone, it names the address that its card was made with.
   */
  @Override
  public boolean isListed(Object client, Registration registration) throws Throwable {
    if (AiEndpoints.MCP_GROUP.equals(registration.group)) {
      Object server =
          Reflection.invoke(
              queryMcp,
              client,
              AiEndpoints.name(registration.service),
              AiEndpoints.version(registration.service));
      Object endpoints = Reflection.call(server, "getBackendEndpoints");
      if (endpoints != null) {
        for (Object one : (List<?>) endpoints) {
          if (registration.isAt(AiEndpoints.at(one))) {
            return true;
          }
        }
      }
      return false;
    }
    AiInternals internals = new AiInternals(client);
    return internals.http().isListed(internals.connectedNode(), registration);
  }

  /** There is nothing of an endpoint that an operator changes. */
  @Override
  public Registration asListed(Object client, Registration registration) {
    return registration;
  }
}
