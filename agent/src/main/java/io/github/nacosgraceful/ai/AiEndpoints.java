package io.github.nacosgraceful.ai;

import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.member.Reflection;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Endpoints of MCP servers and A2A agents, and the instances that a server keeps of them. */
public final class AiEndpoints {

  /** The groups in which a server keeps them. */
  public static final String MCP_GROUP = "mcp-endpoints";

  public static final String AGENT_GROUP = "agent-endpoints";

  static final String AGENT_ENDPOINT = "com.alibaba.nacos.api.ai.model.a2a.AgentEndpoint";

  private static final String BETWEEN = "::";
  private static final String CLUSTER = "DEFAULT";

  /** What an agent's endpoint says beside where it is. */
  private static final List<String> DETAILS =
      Arrays.asList("transport", "path", "supportTls", "protocol", "query");

  private AiEndpoints() {}

  /**
   * The service of an MCP server or an agent.
   *
   * @param version null for the newest
   */
  public static String service(String name, Object version) {
    return version == null ? name : name + BETWEEN + version;
  }

  /** Of the MCP server or agent whose service this is. */
  static String name(String service) {
    int at = service.lastIndexOf(BETWEEN);
    return at < 0 ? service : service.substring(0, at);
  }

  /** Null for the newest. */
  static String version(String service) {
    int at = service.lastIndexOf(BETWEEN);
    return at < 0 ? null : service.substring(at + BETWEEN.length());
  }

  /** What a server keeps of an endpoint. */
  public static RegisteredInstance instance(Object endpoint) throws ReflectiveOperationException {
    Map<String, String> details = new HashMap<>();
    for (String detail : DETAILS) {
      if (Reflection.has(endpoint, detail) && Reflection.get(endpoint, detail) != null) {
        details.put(detail, String.valueOf(Reflection.get(endpoint, detail)));
      }
    }
    HostPort at = at(endpoint);
    String ip = (String) Reflection.call(endpoint, "getAddress");
    return new RegisteredInstance(
        new Address(ip, at == null ? 0 : at.port, CLUSTER, true), null, 1, true, true, details);
  }

  /** Where an endpoint is; null if it has no address. */
  static HostPort at(Object endpoint) throws ReflectiveOperationException {
    return HostPort.of(
        (String) Reflection.call(endpoint, "getAddress"),
        (Integer) Reflection.call(endpoint, "getPort"));
  }

  /** An agent's endpoint as the client's API wants it. */
  static Object agent(Class<?> type, RegisteredInstance known, String service)
      throws ReflectiveOperationException {
    Object endpoint = type.getConstructor().newInstance();
    type.getMethod("setAddress", String.class).invoke(endpoint, known.at.ip);
    type.getMethod("setPort", int.class).invoke(endpoint, known.at.port);
    type.getMethod("setVersion", String.class).invoke(endpoint, version(service));
    for (Map.Entry<String, String> detail : known.metadata.entrySet()) {
      set(endpoint, detail.getKey(), detail.getValue());
    }
    return endpoint;
  }

  private static void set(Object endpoint, String name, String value)
      throws ReflectiveOperationException {
    String setter = "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (Method method : endpoint.getClass().getMethods()) {
      if (method.getName().equals(setter) && method.getParameterCount() == 1) {
        boolean isCondition = method.getParameterTypes()[0] == boolean.class;
        method.invoke(endpoint, isCondition ? (Object) Boolean.valueOf(value) : value);
      }
    }
  }
}
