package com.alibaba.nacos.api.naming.pojo;

/**
 * As much of the Nacos client's class as the agent uses, for tests that need a client that
 * misbehaves on order.
 */
public class Instance {

  private String serviceName;
  private String ip;
  private int port;
  private String clusterName = "DEFAULT";
  private boolean ephemeral = true;

  public String getServiceName() {
    return serviceName;
  }

  public void setServiceName(String serviceName) {
    this.serviceName = serviceName;
  }

  public String getIp() {
    return ip;
  }

  public void setIp(String ip) {
    this.ip = ip;
  }

  public int getPort() {
    return port;
  }

  public void setPort(int port) {
    this.port = port;
  }

  public String getClusterName() {
    return clusterName;
  }

  public void setClusterName(String clusterName) {
    this.clusterName = clusterName;
  }

  public boolean isEphemeral() {
    return ephemeral;
  }

  public void setEphemeral(boolean ephemeral) {
    this.ephemeral = ephemeral;
  }
}
