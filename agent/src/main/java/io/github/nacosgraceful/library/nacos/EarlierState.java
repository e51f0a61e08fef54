package io.github.nacosgraceful.library.nacos;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.nacos.ServiceInfoStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Tells the hooks, after the fact, what a NamingService did before they were there: that it was
 * made, what it registered, and what its server said of the services it knows. From the client's
 * own memory: what it would redo or send beats for. It keeps permanent instances nowhere.
 */
final class EarlierState {

  private final Object namingService;
  private final int created;
  private final int stored;
  private final int register;

  /**
   * @param created the join point that is told of a NamingService
   * @param stored the join point that is told of a service
   * @param register the join point that is told of a registration
   */
  EarlierState(Object namingService, int created, int stored, int register) {
    this.namingService = namingService;
    this.created = created;
    this.stored = stored;
    this.register = register;
  }

  /**
   * @return what was registered, as the log names registrations
   * @throws Throwable where a client is built in another way
   */
  List<String> replay() throws Throwable {
    Bridge.exit(created, null, namingService, null);
    boolean http = !Reflection.has(namingService, "clientProxy");
    Object store = NacosClients.memory(namingService);
    Map<?, ?> infos = (Map<?, ?>) Reflection.call(store, "getServiceInfoMap");
    for (Object info : new ArrayList<>(infos.values())) {
      if (ServiceInfoStore.isFromServer(info)) {
        Bridge.leave(stored, null, store, info, info);
      }
    }
    NacosHandles handles = NacosHandles.of(namingService);
    List<String> registered = new ArrayList<>();
    if (handles != null) {
      for (Map.Entry<?, ?> entry : (http ? beats() : redone()).entrySet()) {
        replay(handles, String.valueOf(entry.getKey()), entry.getValue(), registered);
      }
    }
    return registered;
  }

  private Map<?, ?> beats() throws ReflectiveOperationException {
    return (Map<?, ?>) Reflection.get(Reflection.get(namingService, "beatReactor"), "dom2Beat");
  }

  private Map<?, ?> redone() throws ReflectiveOperationException {
    Object proxy = Reflection.get(Reflection.get(namingService, "clientProxy"), "grpcClientProxy");
    return !Reflection.has(proxy, "redoService")
        ? (Map<?, ?>)
            Reflection.get(
                Reflection.get(proxy, "namingGrpcConnectionEventListener"),
                "registeredInstanceCached") // before 2.0.3
        : (Map<?, ?>) Reflection.get(Reflection.get(proxy, "redoService"), "registeredInstances");
  }

  /**
   * @param key {@code group@@service}, of a beat with {@code #ip#port} behind
   */
  private void replay(NacosHandles handles, String key, Object known, List<String> registered)
      throws Throwable {
    String type = known.getClass().getSimpleName();
    String full = type.equals("BeatInfo") ? serviceOf(known) : key;
    ServiceName service = ServiceName.parse(full);
    Object what;
    if (type.equals("BeatInfo")) {
      what = instance(handles, known);
    } else if (type.endsWith("RedoData")) {
      if ((Boolean) Reflection.call(known, "isUnregistering")) {
        return;
      }
      what = Reflection.call(known, type.startsWith("Batch") ? "getInstances" : "get");
    } else {
      what = known;
    }
    Bridge.enter(register, namingService, service.name, service.group, what);
    List<Address> addresses = new ArrayList<>();
    for (Object one : what instanceof List ? (Collection<?>) what : Collections.singleton(what)) {
      addresses.add(handles.address(one));
    }
    registered.add(full + " " + addresses);
  }

  private static String serviceOf(Object beat) throws ReflectiveOperationException {
    return String.valueOf(Reflection.call(beat, "getServiceName"));
  }

  /** Client 1 sends beats for nothing but ephemeral instances. */
  private static Object instance(NacosHandles handles, Object beat) throws Throwable {
    Object instance =
        handles.instance(
            new Address(
                (String) Reflection.call(beat, "getIp"),
                (Integer) Reflection.call(beat, "getPort"),
                (String) Reflection.call(beat, "getCluster"),
                true));
    Class<?> type = instance.getClass();
    type.getMethod("setWeight", double.class).invoke(instance, Reflection.call(beat, "getWeight"));
    type.getMethod("setMetadata", Map.class).invoke(instance, Reflection.call(beat, "getMetadata"));
    return instance;
  }
}
