package io.github.nacosgraceful.library.nacos;

import io.github.nacosgraceful.ai.AiEndpoints;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.member.Reflection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Reads what the client of the AI registry is about to send of endpoints. */
final class AiRequests {

  private static final String REQUEST = "com.alibaba.nacos.api.ai.remote.request.";
  private static final String MCP = REQUEST + "McpServerEndpointRequest";
  private static final String AGENT = REQUEST + "AgentEndpointRequest";
  private static final String AGENTS = REQUEST + "BatchAgentEndpointRequest";
  private static final String REGISTER = "registerEndpoint";

  private AiRequests() {}

  /** Whether a request is about endpoints. */
  static boolean isAboutEndpoints(Object request) {
    String type = request.getClass().getName();
    return type.equals(MCP) || type.equals(AGENT) || type.equals(AGENTS);
  }

  /** Whether such a request registers them; else it deregisters them. */
  static boolean isRegistration(Object request) throws ReflectiveOperationException {
    return is(request, AGENTS) || REGISTER.equals(Reflection.call(request, "getType"));
  }

  private static boolean is(Object request, String type) {
    return request.getClass().getName().equals(type);
  }

  /**
   * What such a request is about.
   *
   * @param client that sends it; knows which version of an MCP server is deregistered, which the
   *     request does not say
   */
  static Registration registration(Object client, Object request)
      throws ReflectiveOperationException {
    return is(request, MCP) ? mcp(client, request) : agents(client, request);
  }

  private static Registration mcp(Object client, Object request)
      throws ReflectiveOperationException {
    String name = (String) Reflection.call(request, "getMcpName");
    Object version = Reflection.call(request, "getVersion");
    if (version == null) {
      Object redo = Reflection.get(client, "redoService");
      Object known =
          Reflection.invoke(
              redo.getClass().getMethod("getMcpServerEndpoint", String.class), redo, name);
      version = known == null ? null : Reflection.call(known, "getVersion");
    }
    return registration(
        client, name, version, AiEndpoints.MCP_GROUP, Collections.singletonList(request));
  }

  private static Registration agents(Object client, Object request)
      throws ReflectiveOperationException {
    String name = (String) Reflection.call(request, "getAgentName");
    Collection<?> endpoints =
        is(request, AGENTS)
            ? (Collection<?>) Reflection.call(request, "getEndpoints")
            : Collections.singletonList(Reflection.call(request, "getEndpoint"));
    Object version =
        endpoints.isEmpty() ? null : Reflection.call(endpoints.iterator().next(), "getVersion");
    return registration(client, name, version, AiEndpoints.AGENT_GROUP, endpoints);
  }

  private static Registration registration(
      Object client, String name, Object version, String group, Collection<?> endpoints)
      throws ReflectiveOperationException {
    List<RegisteredInstance> instances = new ArrayList<>();
    for (Object endpoint : endpoints) {
      instances.add(AiEndpoints.instance(endpoint));
    }
    return new Registration(client, AiEndpoints.service(name, version), group, instances, false)
        .ofOnePerService();
  }
}
