package com.alibaba.nacos.api.ai.model.a2a;

/** Stands in for the client's class of this name. */
public class AgentEndpoint {

  private String address;
  private int port;
  private String version;
  private String transport = "JSONRPC";
  private boolean supportTls;

  public String getAddress() {
    return address;
  }

  public void setAddress(String address) {
    this.address = address;
  }

  public int getPort() {
    return port;
  }

  public void setPort(int port) {
    this.port = port;
  }

  public String getVersion() {
    return version;
  }

  public void setVersion(String version) {
    this.version = version;
  }

  public String getTransport() {
    return transport;
  }

  public void setTransport(String transport) {
    this.transport = transport;
  }

  public boolean isSupportTls() {
    return supportTls;
  }

  public void setSupportTls(boolean supportTls) {
    this.supportTls = supportTls;
  }
}
