package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.nacos.NacosTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what is about to go to a server: an {@code Instance}, or a {@code BeatInfo} of client 1,
 * which alone says of which service it is. Only asked while something is offline.
 */
public final class WireInstances {

  private static final Members<Handles> HANDLES =
      new Members<>(Handles::new, "the gate is off", "What was taken offline may come back");

  /**
   * The name of {@link ServiceName#instance}.
   *
   * @param service null where the instance itself says it
   * @return null if it cannot be read
   */
  String key(String service, String group, Object instance) {
    Handles reads = instance == null ? null : HANDLES.get(instance.getClass());
    try {
      String of =
          reads == null || service != null ? service : (String) reads.service.invoke(instance);
      return reads == null || of == null
          ? null
          : ServiceName.of(group, of)
              .instance(
                  HostPort.of(
                      (String) reads.ip.invoke(instance), (int) reads.port.invoke(instance)));
    } catch (Throwable t) {
      return null;
    }
  }

  /** The members that are called. */
  public static List<Need> needs() {
    return Arrays.asList(
        Need.handles(NacosTypes.INSTANCE, HANDLES),
        Need.handles("com.alibaba.nacos.client.naming.beat.BeatInfo", HANDLES));
  }

  /** The getters that Instance and BeatInfo have in common. */
  private static final class Handles {
    final MethodHandle service;
    final MethodHandle ip;
    final MethodHandle port;

    Handles(Class<?> type) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodType toString = MethodType.methodType(String.class);
      service = lookup.findVirtual(type, "getServiceName", toString);
      ip = lookup.findVirtual(type, "getIp", toString);
      port = lookup.findVirtual(type, "getPort", MethodType.methodType(int.class));
    }
  }
}
