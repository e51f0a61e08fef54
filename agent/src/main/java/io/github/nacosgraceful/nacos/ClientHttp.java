package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.http.DirectHttp;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.member.Reflection;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * HTTP to single nodes: directly where no credentials are asked for, else through the client's own
 * {@code callServer}. That may hang for 50 s, so it needs a thread of its own.
 *
 * <p>{@code callServer} is in client 1.1 to 3.2, with another parameter since 1.2.
 */
public final class ClientHttp {

  /** What servers answer where an API is not there (404, 501) or is switched off (410). */
  private static final List<Integer> NO_SUCH_API = Arrays.asList(404, 405, 410, 501);

  private static final List<Integer> WHO_ARE_YOU = Arrays.asList(401, 403);

  private final String namespace;
  private final ClassLoader loader;
  private final WithCredentials client;

  /** A GET of the client's own, which says who it is. May hang for 50 s. */
  public interface WithCredentials {

    /**
     * @return JSON
     */
    Object get(String node, String path, Map<String, String> parameters) throws Exception;
  }

  /**
   * @param proxy has {@code callServer}
   */
  ClientHttp(Object proxy, String namespace) {
    this(
        proxy.getClass().getClassLoader(),
        namespace,
        (node, path, parameters) -> callServer(proxy, node, path, parameters));
  }

  /**
   * @param loader of the client's classes
   */
  public ClientHttp(ClassLoader loader, String namespace, WithCredentials client) {
    this.loader = loader;
    this.namespace = namespace;
    this.client = client;
  }

  /**
   * The instances of a service as one node lists them, each a map with {@code ip} and {@code port}.
   *
   * <p>Two APIs: the first is on every server before 3.2, the second on every one from 3.0 on. Both
   * hide disabled instances.
   *
   * @throws IOException also for an answer without a list: a gateway in between has said nothing
   */
  public List<?> instances(String node, String service, String group) throws Exception {
    Map<String, String> v1 = parameters("serviceName", ServiceName.of(group, service).toString());
    v1.put("namespaceId", namespace);
    v1.put("healthyOnly", "false");
    try {
      return list(node, "/v1/ns/instance/list", v1, "hosts");
    } catch (Exception e) {
      if (!isNoSuchApi(e)) {
        throw e;
      }
      Map<String, String> v3 = parameters("serviceName", service);
      v3.put("groupName", group);
      v3.put("namespaceId", namespace);
      return list(node, "/v3/client/ns/instance/list", v3, "data");
    }
  }

  /** Whether one node lists something of a registration. */
  public boolean isListed(String node, Registration registration) throws Exception {
    for (Object instance : instances(node, registration.service, registration.group)) {
      Map<?, ?> there = (Map<?, ?>) instance;
      Object port = there.get("port");
      if (port instanceof Number
          && registration.isAt(
              HostPort.of(String.valueOf(there.get("ip")), ((Number) port).intValue()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The members of the cluster that a node belongs to, {@code host:port} each. Since 2.3, and in
   * every 3, only administrators may ask; but everybody is told that a server stands alone.
   *
   * @return null if the node does not tell
   */
  List<String> members(String node) {
    for (String path :
        Arrays.asList(
            "/v1/core/cluster/nodes", // 1.3 to 3.1
            "/v3/admin/core/cluster/node/list", // 3.0 on
            "/v1/ns/operator/servers")) { // before 2.2
      try {
        return addresses(
            list(
                node,
                path,
                parameters("healthy", "true"),
                path.endsWith("servers") ? "servers" : "data"));
      } catch (Exception e) {
        if (!isNoSuchApi(e) && !WHO_ARE_YOU.contains(status(e))) {
          return null; // it does not answer at all
        }
      }
    }
    return standsAlone(node) ? Collections.singletonList(node) : null;
  }

  private static List<String> addresses(List<?> members) {
    List<String> addresses = new ArrayList<>();
    for (Object member : members) {
      Map<?, ?> known = (Map<?, ?>) member;
      Object port = known.get(known.containsKey("servePort") ? "servePort" : "port");
      addresses.add(
          HostPort.of(String.valueOf(known.get("ip")), ((Number) port).intValue()).toString());
    }
    return addresses;
  }

  private boolean standsAlone(String node) {
    for (String path :
        Arrays.asList("/v3/admin/core/state", "/v1/console/server/state")) { // 3.0 on; before
      try {
        Map<?, ?> state = get(node, path, new HashMap<>());
        Object data = state.get("data") instanceof Map ? state.get("data") : state;
        return "standalone".equals(((Map<?, ?>) data).get("standalone_mode"));
      } catch (Exception e) {
        continue; // the other one may be there
      }
    }
    return false;
  }

  private Map<?, ?> get(String node, String path, Map<String, String> parameters) throws Exception {
    if (DirectHttp.isFor(node)) {
      try {
        return parse(DirectHttp.get(node, context() + path, parameters));
      } catch (DirectHttp.StatusException e) {
        if (!WHO_ARE_YOU.contains(e.status)) {
          throw e;
        }
      }
    }
    return parse(client.get(node, context() + path, parameters));
  }

  /** The client adds its credentials, its default port and its scheme. */
  private static Object callServer(
      Object proxy, String node, String path, Map<String, String> parameters)
      throws ReflectiveOperationException {
    Map<String, String> body = new HashMap<>();
    for (Method method : proxy.getClass().getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      if (method.getName().equals("callServer") && types.length >= 4) {
        if (types.length == 5) {
          return Reflection.invoke(method, proxy, path, parameters, body, node, "GET");
        }
        if (types[2] == String.class) { // before 1.2
          return Reflection.invoke(method, proxy, path, parameters, node, "GET");
        }
      }
    }
    throw new NoSuchMethodException(proxy.getClass().getName() + ".callServer");
  }

  private Map<?, ?> parse(Object json) throws ReflectiveOperationException {
    return (Map<?, ?>) ClientJson.parse(loader, json, Map.class);
  }

  /** {@code /nacos} unless configured; the name of the field changed in 1.2. */
  private String context() throws ReflectiveOperationException {
    Class<?> constants =
        Class.forName("com.alibaba.nacos.client.naming.utils.UtilAndComs", true, loader);
    Field context;
    try {
      context = constants.getField("webContext");
    } catch (NoSuchFieldException before12) {
      context = constants.getField("WEB_CONTEXT");
    }
    return String.valueOf(context.get(null));
  }

  private static Map<String, String> parameters(String name, String value) {
    Map<String, String> parameters = new HashMap<>(); // the client adds its own
    parameters.put(name, value);
    return parameters;
  }

  private List<?> list(String node, String path, Map<String, String> parameters, String name)
      throws Exception {
    Map<?, ?> answer = get(node, path, parameters);
    Object value = answer == null ? null : answer.get(name);
    if (!(value instanceof List)) {
      throw new IOException("no list of " + name + " at " + path);
    }
    return (List<?>) value;
  }

  /** The JDK's HTTP client makes an exception of its own of a 404 without a body. */
  private static boolean isNoSuchApi(Exception e) {
    return NO_SUCH_API.contains(status(e)) || e.getCause() instanceof FileNotFoundException;
  }

  /** Also the code of a NacosException, which is the HTTP status if there was one; else -1. */
  private static int status(Exception e) {
    if (e instanceof DirectHttp.StatusException) {
      return ((DirectHttp.StatusException) e).status;
    }
    try {
      return (Integer) Reflection.call(e, "getErrCode");
    } catch (ReflectiveOperationException | RuntimeException other) {
      return -1;
    }
  }
}
