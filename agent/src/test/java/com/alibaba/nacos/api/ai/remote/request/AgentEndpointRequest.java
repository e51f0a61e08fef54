package com.alibaba.nacos.api.ai.remote.request;

import com.alibaba.nacos.api.ai.model.a2a.AgentEndpoint;

/** Stands in for the client's class of this name. */
public class AgentEndpointRequest {

  private final String type;
  private final String agentName;
  private final AgentEndpoint endpoint;

  public AgentEndpointRequest(String type, String agentName, AgentEndpoint endpoint) {
    this.type = type;
    this.agentName = agentName;
    this.endpoint = endpoint;
  }

  public String getType() {
    return type;
  }

  public String getAgentName() {
    return agentName;
  }

  public AgentEndpoint getEndpoint() {
    return endpoint;
  }
}
