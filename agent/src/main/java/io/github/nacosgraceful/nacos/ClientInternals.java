package io.github.nacosgraceful.nacos;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Behind the public API of one NamingService of client 2 and 3: the nodes it knows, the one it is
 * connected to, HTTP to a node with the client's own credentials, and the removal of a batch. The
 * same fields in client 2.0.4 to 3.2.1.
 *
 * <p>Reflection, not handles: nothing here is hot, and private fields need {@code setAccessible}
 * anyway. Lives for one shutdown, so it may hold the application's objects.
 */
final class ClientInternals {

  private final Object grpcProxy;
  private final Object httpProxy;
  private final Object redo;
  private final Object rpcClient;
  private final Object serverList;
  private final ClassLoader loader;

  ClientInternals(Object namingService) throws ReflectiveOperationException {
    Object delegate = field(namingService, "clientProxy");
    grpcProxy = field(delegate, "grpcClientProxy");
    httpProxy = field(delegate, "httpClientProxy");
    serverList = field(delegate, "serverListManager");
    rpcClient = field(grpcProxy, "rpcClient");
    redo = field(grpcProxy, "redoService");
    loader = namingService.getClass().getClassLoader();
  }

  /**
   * Of each node that the client knows, as configured: {@code host:port}, {@code host} or with a
   * scheme.
   */
  List<String> nodes() throws ReflectiveOperationException {
    List<String> nodes = new ArrayList<>();
    for (Object node : (List<?>) call(serverList, "getServerList")) {
      nodes.add(String.valueOf(node));
    }
    return nodes;
  }

  /** {@code host:port} of the node that the client is connected to, or null. */
  String connectedNode() throws ReflectiveOperationException {
    Object server = call(rpcClient, "getCurrentServer");
    return server == null ? null : String.valueOf(call(server, "getAddress"));
  }

  /**
   * The instances of a service as one node lists them, each a map with {@code ip} and {@code port}.
   *
   * <p>Two APIs: the first is on every server before 3.2, the second on every one from 3.0 on. Both
   * hide disabled instances.
   */
  List<?> instances(String node, String service, String group, String namespace) throws Exception {
    String context =
        String.valueOf(
            type("com.alibaba.nacos.client.naming.utils.UtilAndComs")
                .getField("webContext")
                .get(null));
    Map<String, String> v1 = new HashMap<>();
    v1.put("serviceName", group + "@@" + service);
    v1.put("namespaceId", namespace);
    v1.put("healthyOnly", "false");
    try {
      return list(get(node, context + "/v1/ns/instance/list", v1).get("hosts"));
    } catch (ReflectiveOperationException removedIn32) {
      Map<String, String> v3 = new HashMap<>();
      v3.put("serviceName", service);
      v3.put("groupName", group);
      v3.put("namespaceId", namespace);
      return list(get(node, context + "/v3/client/ns/instance/list", v3).get("data"));
    }
  }

  String namespace() throws ReflectiveOperationException {
    return String.valueOf(field(grpcProxy, "namespaceId")); // its getter is only in client 3
  }

  /**
   * Removes a whole batch. {@code deregisterInstance} would register the rest of the batch anew for
   * each instance (2.3 and newer), which the gate refuses. The redo data goes first: else the
   * client redoes the registration.
   */
  void deregisterBatch(String service, String group, Object anyInstance)
      throws ReflectiveOperationException {
    redo.getClass()
        .getMethod("instanceDeregister", String.class, String.class)
        .invoke(redo, service, group);
    grpcProxy
        .getClass()
        .getMethod("doDeregisterService", String.class, String.class, type(NacosHooks.INSTANCE))
        .invoke(grpcProxy, service, group, anyInstance);
  }

  private Map<?, ?> get(String node, String path, Map<String, String> parameters)
      throws ReflectiveOperationException {
    Method callServer =
        httpProxy
            .getClass()
            .getMethod(
                "callServer", String.class, Map.class, Map.class, String.class, String.class);
    Object json =
        callServer.invoke(httpProxy, path, parameters, new HashMap<String, String>(), node, "GET");
    Method toObject =
        type("com.alibaba.nacos.common.utils.JacksonUtils")
            .getMethod("toObj", String.class, Class.class);
    return (Map<?, ?>) toObject.invoke(null, json, Map.class);
  }

  private static List<?> list(Object value) {
    return value instanceof List ? (List<?>) value : new ArrayList<>();
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    Method found = target.getClass().getMethod(method);
    found.setAccessible(true); // public methods of package-private classes
    return found.invoke(target);
  }

  private static Object field(Object target, String name) throws ReflectiveOperationException {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(target);
        }
      }
    }
    throw new NoSuchFieldException(target.getClass().getName() + "." + name);
  }
}
