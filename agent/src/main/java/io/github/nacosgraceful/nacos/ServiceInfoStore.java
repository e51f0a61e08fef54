package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.member.Reflection;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The memory of one client: {@code ServiceInfoHolder} of client 2 and 3, {@code HostReactor} of
 * client 1. By reflection: only read when a list came back empty, or after a reconnect.
 */
public final class ServiceInfoStore {

  /** A getter of ServiceInfo. */
  public static final String JSON_FROM_SERVER = "getJsonFromServer";

  private static final String PROTECTION = "pushEmptyProtection";

  private final Object store;

  public ServiceInfoStore(Object store) {
    this.store = store;
  }

  /** What it has of the service that {@code info} is about, or null. */
  public Object current(Object info) throws ReflectiveOperationException {
    return map().get(key(info));
  }

  /**
   * Whether a server has said it to this client. Else the client has read it from its disk, where
   * an earlier process has left it ({@code namingLoadCacheAtStart}): nothing else makes a list
   * without the text that it came in.
   *
   * @param info that the client has in its memory
   */
  public static boolean isFromServer(Object info) throws ReflectiveOperationException {
    Object json = Reflection.call(info, JSON_FROM_SERVER);
    return json != null && !json.toString().isEmpty();
  }

  /** The instances that it has of the service that {@code info} is about. */
  public List<?> instances(Object info) throws ReflectiveOperationException {
    Object current = current(info);
    return current == null
        ? Collections.emptyList()
        : (List<?>) Reflection.call(current, "getHosts");
  }

  /** Whether the user has told this client to keep what it has when a list comes back empty. */
  public boolean isProtected() throws ReflectiveOperationException {
    return Reflection.has(store, PROTECTION) && (Boolean) Reflection.get(store, PROTECTION);
  }

  /**
   * The service, and the clusters of it that were subscribed to. Client 1 writes {@code
   * group@@service} into the name, newer ones have the group beside it.
   */
  public static ServiceName name(Object info) throws ReflectiveOperationException {
    return ServiceName.of(
        String.valueOf(Reflection.call(info, "getGroupName")),
        String.valueOf(Reflection.call(info, "getName")),
        (String) Reflection.call(info, "getClusters"));
  }

  /** Since 2.5 clusters are no part of the key. */
  public String key(Object info) throws ReflectiveOperationException {
    String key = String.valueOf(Reflection.call(info, "getKey"));
    if (!map().containsKey(key) && has(info, "getKeyWithoutClusters")) {
      return String.valueOf(Reflection.call(info, "getKeyWithoutClusters"));
    }
    return key;
  }

  /** A push may have been quicker than the answer to a subscription. */
  void storeUnlessOlder(Object info) throws ReflectiveOperationException {
    if (!isOlder(info)) {
      process(info);
    }
  }

  /** Whether a server has put it together before what this has of the service. */
  public boolean isOlder(Object info) throws ReflectiveOperationException {
    Object current = current(info);
    return current != null && time(info) < time(current);
  }

  /**
   * Stores a list in the client's own way. Its protection against empty ones, which 1.4.1 and newer
   * have, asks {@code ServiceInfo.validate}, where the agent says what is true.
   *
   * @param said ServiceInfo, or its JSON where the client takes that
   */
  public void process(Object said) throws ReflectiveOperationException {
    for (String name :
        new String[] {"processServiceInfo", "processServiceJson", "processServiceJSON"}) {
      if (has(store, name)) {
        Overload.call(store, name, said);
        return;
      }
    }
    throw new NoSuchMethodException(store.getClass().getName() + ".processServiceInfo");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> map() throws ReflectiveOperationException {
    return (Map<String, Object>) Reflection.call(store, "getServiceInfoMap");
  }

  private static long time(Object info) throws ReflectiveOperationException {
    return (Long) Reflection.call(info, "getLastRefTime");
  }

  private static boolean has(Object target, String method) {
    for (Method candidate : target.getClass().getMethods()) {
      if (candidate.getName().equals(method)) {
        return true;
      }
    }
    return false;
  }
}
