package com.alibaba.nacos.api.ai.remote.request;

import com.alibaba.nacos.api.ai.model.a2a.AgentEndpoint;
import java.util.Collection;

/** Stands in for the client's class of this name. */
public class BatchAgentEndpointRequest {

  private final String agentName;
  private final Collection<AgentEndpoint> endpoints;

  public BatchAgentEndpointRequest(String agentName, Collection<AgentEndpoint> endpoints) {
    this.agentName = agentName;
    this.endpoints = endpoints;
  }

  public String getAgentName() {
    return agentName;
  }

  public Collection<AgentEndpoint> getEndpoints() {
    return endpoints;
  }
}
