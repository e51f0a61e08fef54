package io.github.nacosgraceful.contract.program;

import static java.util.stream.Collectors.toList;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.api.naming.pojo.ServiceInfo;
import com.alibaba.nacos.client.naming.cache.ServiceInfoHolder;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * The memory of a real Nacos client, changed as a push changes it. The agent learns of a change
 * there and nowhere else.
 *
 * <p>The version of a list is the port of its instances.
 */
final class NacosMemory {

  /** In the metadata of an instance: which one it is. */
  static final String DIGIT = "digit";

  private static final String GROUP = "DEFAULT_GROUP@@";

  private final ServiceInfoHolder holder;
  private long pushes;

  NacosMemory() throws ReflectiveOperationException {
    Constructor<?> constructor = ServiceInfoHolder.class.getConstructors()[0];
    Object[] arguments = new Object[constructor.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(constructor.getParameterTypes()[i]);
    }
    holder = (ServiceInfoHolder) constructor.newInstance(arguments);
  }

  /** The parameters differ by version: names, and Properties or NacosClientProperties. */
  private static Object argument(Class<?> type) throws ReflectiveOperationException {
    if (type == String.class) {
      return "contract";
    }
    if (type == Properties.class) {
      return new Properties();
    }
    return type.getMethod("derive").invoke(type.getField("PROTOTYPE").get(null));
  }

  /** On return the client knows the new list: from now on an older one is stale. */
  void push(String service, int instances, int version) {
    push(service, hosts(instances, version));
  }

  static List<Instance> hosts(int instances, int version) {
    List<Instance> hosts = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      Instance instance = new Instance();
      instance.setIp("10.0.0." + i);
      instance.setPort(version);
      hosts.add(instance);
    }
    return hosts;
  }

  /**
   * @param addresses {@code zone/host:port}, where the zone may be missing
   */
  void push(String service, String... addresses) {
    push(service, Arrays.stream(addresses).map(NacosMemory::instance).collect(toList()));
  }

  private static Instance instance(String address) {
    int zone = address.indexOf('/');
    int port = address.indexOf(':');
    Instance instance = new Instance();
    if (zone > 0) {
      instance.setClusterName(address.substring(0, zone));
    }
    instance.setIp(address.substring(zone + 1, port));
    instance.setPort(Integer.parseInt(address.substring(port + 1)));
    return instance;
  }

  void push(String service, List<Instance> hosts) {
    push(service, hosts, ++pushes);
  }

  /** A list of before all that was pushed so far, which arrives only now. */
  void pushLate(String service, List<Instance> hosts) {
    push(service, hosts, 0);
  }

  private void push(String service, List<Instance> hosts, long time) {
    ServiceInfo info = new ServiceInfo(GROUP + service);
    info.setHosts(hosts);
    info.setLastRefTime(time);
    holder.processServiceInfo(info);
  }

  /** What a discovery client reads. */
  List<Instance> instances(String service) {
    return holder.getServiceInfoMap().get(GROUP + service).getHosts();
  }

  /** Stops its threads. */
  void close() {
    try {
      holder.shutdown();
    } catch (NacosException e) {
      throw new IllegalStateException(e);
    }
  }
}
