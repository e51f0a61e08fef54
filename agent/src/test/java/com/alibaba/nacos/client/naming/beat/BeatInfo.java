package com.alibaba.nacos.client.naming.beat;

import java.util.HashMap;
import java.util.Map;

/** As much of client 1's class as the agent reads when it comes late. */
public class BeatInfo {

  private final String serviceName;
  private final String ip;
  private final int port;

  public BeatInfo(String serviceName, String ip, int port) {
    this.serviceName = serviceName;
    this.ip = ip;
    this.port = port;
  }

  public String getServiceName() {
    return serviceName;
  }

  public String getIp() {
    return ip;
  }

  public int getPort() {
    return port;
  }

  public String getCluster() {
    return "DEFAULT";
  }

  public double getWeight() {
    return 1;
  }

  public Map<String, String> getMetadata() {
    return new HashMap<>();
  }
}
