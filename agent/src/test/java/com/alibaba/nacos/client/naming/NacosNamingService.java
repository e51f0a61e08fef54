package com.alibaba.nacos.client.naming;

import com.alibaba.nacos.api.naming.pojo.Instance;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in for the Nacos client's class of this name in tests of the shutdown: it keeps the
 * instances itself, says on standard output what it is asked, and fails or hangs when told to by
 * the system properties {@code fake.deregister} and {@code fake.list}. Whether a service is listed
 * is in {@code fake.listed.} and its name. Everything else is tested with real clients.
 */
public class NacosNamingService {

  private final List<Instance> instances = new ArrayList<>();

  public void registerInstance(String service, String group, Instance instance) {
    System.out.println("registered " + service);
    instances.add(instance);
    System.setProperty("fake.listed." + service, "true");
  }

  public void deregisterInstance(String service, String group, Instance instance) {
    String how = System.getProperty("fake.deregister", "works");
    System.out.println("deregister " + service + " " + how);
    if (how.equals("throws")) {
      throw new IllegalStateException("told to fail");
    }
    while (how.equals("hangs")) {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    instances.removeIf(known -> known.getPort() == instance.getPort());
    System.setProperty("fake.listed." + service, "false");
  }

  public List<Instance> getAllInstances(
      String service, String group, List<String> clusters, boolean subscribe) {
    if (System.getProperty("fake.list", "works").equals("throws")) {
      throw new IllegalStateException("told to fail");
    }
    return new ArrayList<>(instances);
  }

  public List<Instance> selectInstances(
      String service, String group, List<String> clusters, boolean healthy, boolean subscribe) {
    return getAllInstances(service, group, clusters, subscribe);
  }
}
