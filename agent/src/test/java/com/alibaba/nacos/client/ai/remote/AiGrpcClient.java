package com.alibaba.nacos.client.ai.remote;

import com.alibaba.nacos.api.ai.model.a2a.AgentEndpoint;
import com.alibaba.nacos.client.ai.remote.redo.AiGrpcRedoService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Stands in for the client of the AI registry: keeps what it was asked. */
public class AiGrpcClient {

  public final List<String> calls = new ArrayList<>();
  public final AiGrpcRedoService redoService = new AiGrpcRedoService();

  protected final Object rpcClient = new Object();
  protected final Object serverListManager = new Object();
  protected final String namespaceId = "public";

  public void registerMcpServerEndpoint(String name, String address, int port, String version) {
    calls.add("register " + name + " " + address + ":" + port + " " + version);
  }

  public void deregisterMcpServerEndpoint(String name, String address, int port) {
    calls.add("deregister " + name + " " + address + ":" + port);
  }

  public Object queryMcpServer(String name, String version) {
    throw new IllegalStateException("not connected");
  }

  public void registerAgentEndpoint(String name, AgentEndpoint endpoint) {
    calls.add("register " + name + " " + text(endpoint));
  }

  public void registerAgentEndpoints(String name, Collection<AgentEndpoint> endpoints) {
    endpoints.forEach(endpoint -> calls.add("register all of " + name + " " + text(endpoint)));
  }

  public void deregisterAgentEndpoint(String name, AgentEndpoint endpoint) {
    calls.add("deregister " + name + " " + text(endpoint));
  }

  private static String text(AgentEndpoint endpoint) {
    return endpoint.getAddress()
        + ":"
        + endpoint.getPort()
        + " "
        + endpoint.getVersion()
        + " "
        + endpoint.getTransport()
        + (endpoint.isSupportTls() ? " TLS" : "");
  }
}
