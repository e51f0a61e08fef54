package com.alibaba.nacos.client.naming;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.beat.BeatInfo;
import com.alibaba.nacos.client.naming.net.NamingProxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands in for the Nacos client's class of this name in tests of the shutdown: it keeps the
 * instances itself, says on standard output what it is asked, and fails or hangs when told to by
 * the system properties {@code fake.deregister} and {@code fake.list}. Whether a service is listed
 * is in {@code fake.listed.} and its name. Everything else is tested with real clients.
 */
public class NacosNamingService {

  private final List<Instance> instances = new ArrayList<>();

  /** Where client 1 keeps what it sends beats for, and what it has heard. */
  private final BeatReactor beatReactor = new BeatReactor();

  private final HostReactor hostReactor = new HostReactor();

  /** Null in a client of a version to come, which sends in another way. */
  private final NamingProxy serverProxy =
      Boolean.getBoolean("fake.to.come") ? null : new NamingProxy();

  public void registerInstance(String service, String group, Instance instance) {
    System.out.println("registered " + service);
    instances.add(instance);
    String full = group + "@@" + service;
    beatReactor.dom2Beat.put(
        full + "#" + instance.getIp() + "#" + instance.getPort(),
        new BeatInfo(full, instance.getIp(), instance.getPort()));
    if (serverProxy == null) {
      System.setProperty("fake.listed." + service, "true");
    } else {
      serverProxy.registerService(service, group, instance);
    }
  }

  public void batchRegisterInstance(String service, String group, List<Instance> all) {
    System.out.println("registered all of " + service);
    instances.clear();
    instances.addAll(all);
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

  static class BeatReactor {
    final Map<String, BeatInfo> dom2Beat = new HashMap<>();
  }

  static class HostReactor {
    Map<String, Object> getServiceInfoMap() {
      return new HashMap<>();
    }
  }
}
