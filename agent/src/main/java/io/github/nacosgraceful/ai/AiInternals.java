package io.github.nacosgraceful.ai;

import io.github.nacosgraceful.http.DirectHttp;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.nacos.ClientHttp;
import io.github.nacosgraceful.nacos.ClientInternals;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of the client of the AI registry: 3.0.3 to 3.2.1 have the same fields. */
final class AiInternals extends ClientInternals {

  static final List<String> FIELDS =
      Collections.unmodifiableList(
          Arrays.asList("rpcClient", "serverListManager", "redoService", "namespaceId"));

  private final Object client;
  private final Object rpcClient;
  private final Object serverList;

  AiInternals(Object client) throws ReflectiveOperationException {
    this.client = client;
    rpcClient = Reflection.get(client, "rpcClient");
    serverList = Reflection.get(client, "serverListManager");
  }

  @Override
  public List<String> nodes() throws ReflectiveOperationException {
    return strings((List<?>) Reflection.call(serverList, "getServerList"));
  }

  @Override
  public String connectedNode() throws ReflectiveOperationException {
    Object server = Reflection.call(rpcClient, "getCurrentServer");
    return server == null ? null : String.valueOf(Reflection.call(server, "getAddress"));
  }

  @Override
  public ClientHttp http() throws ReflectiveOperationException {
    return new ClientHttp(
        client.getClass().getClassLoader(),
        String.valueOf(Reflection.get(client, "namespaceId")),
        this::getWithCredentials);
  }

  /** This client has no HTTP of its own before 3.2; what it sends over gRPC says who it is. */
  private Object getWithCredentials(String node, String path, Map<String, String> parameters)
      throws Exception {
    if (!DirectHttp.isFor(node)) {
      throw new IOException("only its own connection reaches " + node);
    }
    Method headers =
        client.getClass().getDeclaredMethod("getSecurityHeaders", String.class, String.class);
    headers.setAccessible(true);
    Map<String, String> all = new HashMap<>(parameters);
    ((Map<?, ?>)
            Reflection.invoke(headers, client, Reflection.get(client, "namespaceId"), (Object) ""))
        .forEach((name, value) -> all.put(String.valueOf(name), String.valueOf(value)));
    return DirectHttp.get(node, path, all);
  }

  @Override
  public void deregisterBatch(String service, String group, Object anyInstance) {
    throw new UnsupportedOperationException("endpoints of the AI registry are no batches");
  }

  @Override
  public boolean closeConnection() throws ReflectiveOperationException {
    if (Reflection.get(rpcClient, "currentConnection") == null) {
      return false;
    }
    Reflection.call(rpcClient, "shutdown");
    return true;
  }
}
