package io.github.nacosgraceful.epoch;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The epochs of all services that Nacos has told this process of, by bare service name.
 *
 * <p>Namespace, group, cluster and server are left out of the key on purpose: too many bumps cost
 * one read from the client's memory, a missed one is a call to an instance that is gone. Entries
 * stay for the life of the process; there are as many as services subscribed to.
 */
public final class Epochs {

  private final ConcurrentHashMap<String, ServiceEpoch> services = new ConcurrentHashMap<>();
  private volatile Consumer<String> listener = name -> {};

  /** The epoch of a service, or null if Nacos never mentioned it. Allocates nothing. */
  public ServiceEpoch find(String service) {
    return service == null ? null : services.get(service);
  }

  /**
   * Says that the client has stored a new state of a service. Any thread of the Nacos client,
   * possibly the one that acknowledges pushes.
   *
   * @param name as Nacos has it: {@code service}, {@code group@@service}, or with
   *     {@code @@clusters} behind
   * @param listed whether that state has an instance that callers may use
   */
  public void bump(String name, boolean listed) {
    String service = bareName(name);
    services.computeIfAbsent(service, key -> new ServiceEpoch()).bump(listed);
    listener.accept(service);
  }

  /**
   * Told the bare name after each bump, on the thread that bumped: it must hand over and return.
   */
  public void onBump(Consumer<String> newListener) {
    listener = newListener;
  }

  static String bareName(String name) {
    int group = name.indexOf("@@");
    if (group < 0) {
      return name;
    }
    int clusters = name.indexOf("@@", group + 2);
    return clusters < 0 ? name.substring(group + 2) : name.substring(group + 2, clusters);
  }
}
