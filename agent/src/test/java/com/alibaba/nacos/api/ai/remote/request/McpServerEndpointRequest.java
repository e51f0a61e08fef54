package com.alibaba.nacos.api.ai.remote.request;

/** Stands in for the client's class of this name. */
public class McpServerEndpointRequest {

  private final String type;
  private final String mcpName;
  private final String address;
  private final int port;
  private final String version;

  public McpServerEndpointRequest(
      String type, String mcpName, String address, int port, String version) {
    this.type = type;
    this.mcpName = mcpName;
    this.address = address;
    this.port = port;
    this.version = version;
  }

  public String getType() {
    return type;
  }

  public String getMcpName() {
    return mcpName;
  }

  public String getAddress() {
    return address;
  }

  public int getPort() {
    return port;
  }

  public String getVersion() {
    return version;
  }
}
