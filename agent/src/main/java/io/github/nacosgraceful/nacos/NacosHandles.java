package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.instance.Usable;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The public API of the Nacos client that leaving and coming back need, in one class loader: all or
 * none. The same in client 1.1 to 3.2.
 */
public final class NacosHandles implements Registrar {

  /**
   * Characters of all keys and values; a server with its usual limit refuses more (nacos#13206).
   */
  public static final int MOST_METADATA = 1024;

  public static final Members<NacosHandles> MEMBERS =
      new Members<>(
          type -> new NacosHandles(type.getClassLoader()),
          "leaving is off",
          "Instances leave as they do without the agent");

  private final MethodHandle newInstance;
  private final MethodHandle ip;
  private final MethodHandle port;
  private final MethodHandle cluster;
  private final MethodHandle ephemeral;
  private final MethodHandle setIp;
  private final MethodHandle setPort;
  private final MethodHandle setCluster;
  private final MethodHandle setEphemeral;
  private final MethodHandle id;
  private final MethodHandle weight;
  private final MethodHandle healthy;
  private final MethodHandle enabled;
  private final MethodHandle metadata;
  private final MethodHandle setId;
  private final MethodHandle setWeight;
  private final MethodHandle setHealthy;
  private final MethodHandle setEnabled;
  private final MethodHandle setMetadata;
  private final MethodHandle register;

  /** Since 2.1.1; else null. */
  private final MethodHandle registerBatch;

  private final MethodHandle deregister;
  private final MethodHandle list;

  /**
   * Those for a NamingService; null where this version lacks one of them: a line was logged once.
   */
  public static NacosHandles of(Object namingService) {
    return MEMBERS.get(namingService.getClass());
  }

  public NacosHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> instance = Class.forName(NacosTypes.INSTANCE, false, loader);
    Class<?> naming = Class.forName(NacosTypes.NAMING_SERVICE, false, loader);
    newInstance = lookup.findConstructor(instance, MethodType.methodType(void.class));
    ip = lookup.findVirtual(instance, "getIp", MethodType.methodType(String.class));
    port = lookup.findVirtual(instance, "getPort", MethodType.methodType(int.class));
    cluster = lookup.findVirtual(instance, "getClusterName", MethodType.methodType(String.class));
    ephemeral = lookup.findVirtual(instance, "isEphemeral", MethodType.methodType(boolean.class));
    setIp = lookup.findVirtual(instance, "setIp", MethodType.methodType(void.class, String.class));
    setPort = lookup.findVirtual(instance, "setPort", MethodType.methodType(void.class, int.class));
    setCluster =
        lookup.findVirtual(
            instance, "setClusterName", MethodType.methodType(void.class, String.class));
    setEphemeral =
        lookup.findVirtual(
            instance, "setEphemeral", MethodType.methodType(void.class, boolean.class));
    id = lookup.findVirtual(instance, "getInstanceId", MethodType.methodType(String.class));
    weight = lookup.findVirtual(instance, "getWeight", MethodType.methodType(double.class));
    healthy = lookup.findVirtual(instance, "isHealthy", MethodType.methodType(boolean.class));
    enabled = lookup.findVirtual(instance, "isEnabled", MethodType.methodType(boolean.class));
    metadata = lookup.findVirtual(instance, "getMetadata", MethodType.methodType(Map.class));
    setId = setter(lookup, instance, "setInstanceId", String.class);
    setWeight = setter(lookup, instance, "setWeight", double.class);
    setHealthy = setter(lookup, instance, "setHealthy", boolean.class);
    setEnabled = setter(lookup, instance, "setEnabled", boolean.class);
    setMetadata = setter(lookup, instance, "setMetadata", Map.class);
    register =
        lookup.findVirtual(
            naming,
            "registerInstance",
            MethodType.methodType(void.class, String.class, String.class, instance));
    registerBatch = registerBatch(lookup, naming);
    deregister =
        lookup.findVirtual(
            naming,
            "deregisterInstance",
            MethodType.methodType(void.class, String.class, String.class, instance));
    list =
        lookup.findVirtual(
            naming,
            "getAllInstances",
            MethodType.methodType(
                List.class, String.class, String.class, List.class, boolean.class));
  }

  private static MethodHandle setter(
      MethodHandles.Lookup lookup, Class<?> instance, String name, Class<?> type)
      throws ReflectiveOperationException {
    return lookup.findVirtual(instance, name, MethodType.methodType(void.class, type));
  }

  private static MethodHandle registerBatch(MethodHandles.Lookup lookup, Class<?> naming)
      throws IllegalAccessException {
    try {
      return lookup.findVirtual(
          naming,
          "batchRegisterInstance",
          MethodType.methodType(void.class, String.class, String.class, List.class));
    } catch (NoSuchMethodException before211) {
      return null;
    }
  }

  public Address address(Object instance) throws Throwable {
    return new Address(
        (String) ip.invoke(instance),
        (int) port.invoke(instance),
        (String) cluster.invoke(instance),
        (boolean) ephemeral.invoke(instance));
  }

  @SuppressWarnings("unchecked")
  public RegisteredInstance registered(Object instance) throws Throwable {
    return new RegisteredInstance(
        address(instance),
        (String) id.invoke(instance),
        (double) weight.invoke(instance),
        (boolean) healthy.invoke(instance),
        (boolean) enabled.invoke(instance),
        (Map<String, String>) metadata.invoke(instance));
  }

  private Object whole(RegisteredInstance known) throws Throwable {
    Object instance = instance(known.at);
    setId.invoke(instance, known.id);
    setWeight.invoke(instance, known.weight);
    setHealthy.invoke(instance, known.healthy);
    setEnabled.invoke(instance, known.enabled);
    setMetadata.invoke(instance, new HashMap<>(known.metadata)); // the client may add to it
    return instance;
  }

  /**
   * Adds to an instance's metadata, in a copy: the application may share its map.
   *
   * @return false, and nothing is added, if a server would refuse the instance for it
   */
  @SuppressWarnings("unchecked")
  public boolean addMetadata(Object instance, String key, String value) throws Throwable {
    Map<String, String> known = (Map<String, String>) metadata.invoke(instance);
    Map<String, String> all = known == null ? new HashMap<>() : new HashMap<>(known);
    all.put(key, value);
    if (lengthOf(all) > MOST_METADATA) {
      return false;
    }
    setMetadata.invoke(instance, all);
    return true;
  }

  private static int lengthOf(Map<String, String> metadata) {
    int length = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      length += String.valueOf(entry.getKey()).length() + String.valueOf(entry.getValue()).length();
    }
    return length;
  }

  /** As it was registered: a batch as one. */
  @Override
  public void register(Object namingService, Registration registration) throws Throwable {
    List<Object> instances = new ArrayList<>();
    for (RegisteredInstance known : registration.instances) {
      instances.add(whole(known));
    }
    if (registration.batch) {
      registerBatch.invoke(
          namingService, registration.service, registration.group, (Object) instances);
      return;
    }
    for (Object instance : instances) {
      register.invoke(namingService, registration.service, registration.group, instance);
    }
  }

  @Override
  public Object instance(Address address) throws Throwable {
    Object instance = newInstance.invoke();
    setIp.invoke(instance, address.ip);
    setPort.invoke(instance, address.port);
    setCluster.invoke(instance, address.cluster);
    setEphemeral.invoke(instance, address.ephemeral);
    return instance;
  }

  /**
   * With the whole instance: the overloads by address take it for ephemeral, and a permanent one
   * never leaves.
   */
  @Override
  public void deregister(Object namingService, String service, String group, Address address)
      throws Throwable {
    deregister.invoke(namingService, service, group, instance(address));
  }

  /** Asks the node that the client is connected to, past the client's own memory. */
  @Override
  public boolean isListed(Object namingService, Registration registration) throws Throwable {
    for (Object instance : listed(namingService, registration.name())) {
      if (registration.isAt(address(instance).hostPort())) {
        return true;
      }
    }
    return false;
  }

  /**
   * As the node that the client is connected to lists it, with what was changed there. What is not
   * listed is as it was registered.
   */
  @Override
  public Registration asListed(Object namingService, Registration registration) throws Throwable {
    List<RegisteredInstance> instances = new ArrayList<>(registration.instances);
    for (Object one : listed(namingService, registration.name())) {
      RegisteredInstance there = registered(one);
      instances.replaceAll(mine -> mine.at.isAt(there.at.hostPort()) ? mine.listedAs(there) : mine);
    }
    return registration.as(instances);
  }

  /** Past the client's own memory. */
  private List<?> listed(Object namingService, ServiceName service) throws Throwable {
    return (List<?>)
        list.invoke(namingService, service.name, service.group, service.clusterList(), false);
  }

  /** Whether that node lists an instance that callers may use. */
  public boolean hasUsable(Object namingService, ServiceName service) throws Exception {
    try {
      for (Object instance : listed(namingService, service)) {
        if (Usable.is(
            (boolean) healthy.invoke(instance),
            (boolean) enabled.invoke(instance),
            (double) weight.invoke(instance))) {
          return true;
        }
      }
      return false;
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }
}
