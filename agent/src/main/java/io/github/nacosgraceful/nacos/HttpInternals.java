package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.member.Reflection;
import java.util.ArrayList;
import java.util.List;

/** Client 1: every request is an HTTP request of its own, to any node. */
public final class HttpInternals extends ClientInternals {

  private final Object serverProxy;

  HttpInternals(Object namingService) throws ReflectiveOperationException {
    serverProxy = Reflection.get(namingService, "serverProxy");
  }

  /** In three fields, of which one is filled: before 1.2 nothing puts them together. */
  @Override
  public List<String> nodes() throws ReflectiveOperationException {
    List<String> nodes = new ArrayList<>();
    for (String list : new String[] {"serverList", "serversFromEndpoint"}) {
      Object known = Reflection.get(serverProxy, list);
      if (nodes.isEmpty() && known != null) {
        nodes.addAll(strings((List<?>) known));
      }
    }
    Object single = Reflection.get(serverProxy, "nacosDomain");
    if (nodes.isEmpty() && single != null && !String.valueOf(single).isEmpty()) {
      nodes.add(String.valueOf(single));
    }
    return nodes;
  }

  @Override
  public String connectedNode() {
    return null;
  }

  @Override
  public ClientHttp http() throws ReflectiveOperationException {
    return new ClientHttp(serverProxy, String.valueOf(Reflection.get(serverProxy, "namespaceId")));
  }

  @Override
  public void deregisterBatch(String service, String group, Object anyInstance) {
    throw new UnsupportedOperationException("client 1 has no batches");
  }

  @Override
  public boolean closeConnection() {
    return false;
  }
}
