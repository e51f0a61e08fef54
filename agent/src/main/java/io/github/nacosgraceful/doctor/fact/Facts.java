package io.github.nacosgraceful.doctor.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All that was found out at one moment. */
public final class Facts {

  public final Target target;
  public final List<NodeFacts> nodes;

  /** By {@code ip:port}. */
  public final Map<String, Reach> reach = new TreeMap<>();

  /** Of all namespaces; null if no node told. */
  public List<Place> services;

  /** Null if no node told. */
  public List<String> namespaces;

  /** Null if none was asked. */
  public ProcessFacts process;

  public final List<Elsewhere> elsewhere = new ArrayList<>();

  /** For how long the nodes have told different things of an instance, by its address. */
  public final Map<String, Long> differsForMillis = new TreeMap<>();

  public Facts(Target target, List<NodeFacts> nodes) {
    this.target = target;
    this.nodes = nodes;
  }

  /** Those that list instances. */
  public List<NodeFacts> answering() {
    return nodes.stream().filter(NodeFacts::answers).collect(Collectors.toList());
  }

  /** Of all instances that any node knows, disabled ones too. */
  public TreeSet<String> addresses() {
    TreeSet<String> addresses = new TreeSet<>();
    for (NodeFacts node : answering()) {
      node.listed.forEach(instance -> addresses.add(instance.address()));
      if (node.registered != null) {
        node.registered.forEach(instance -> addresses.add(instance.address()));
      }
    }
    return addresses;
  }

  /** Those that at least one node lists. */
  public List<String> listed() {
    return addresses().stream()
        .filter(address -> answering().stream().anyMatch(node -> node.lists(address)))
        .collect(Collectors.toList());
  }

  /** As the first node tells that knows it; null if none does. */
  public Instance instance(String address) {
    for (NodeFacts node : answering()) {
      Instance instance = node.instance(address);
      if (instance != null) {
        return instance;
      }
    }
    return null;
  }

  /** Listed by some nodes and not by others. */
  public List<String> different() {
    return listed().stream()
        .filter(address -> !answering().stream().allMatch(node -> node.lists(address)))
        .collect(Collectors.toList());
  }

  /** Each client once, as the node tells that knows most of it. */
  public List<Publisher> publishers(String address) {
    Map<String, Publisher> byClient = new LinkedHashMap<>();
    for (NodeFacts node : answering()) {
      for (Publisher publisher : node.publishers) {
        if (publisher.address.equals(address)) {
          byClient.merge(
              publisher.clientId, publisher, (one, other) -> knowsMore(other, one) ? other : one);
        }
      }
    }
    return new ArrayList<>(byClient.values());
  }

  private static boolean knowsMore(Publisher one, Publisher other) {
    return other.version.isEmpty() && !one.version.isEmpty() || one.updated > other.updated;
  }

  /** Who registers an instance and when it last beat, a line each. */
  public List<String> origin(String address) {
    List<String> lines =
        publishers(address).stream()
            .map(publisher -> "registered by " + publisher.describe(now()))
            .collect(Collectors.toList());
    Instance instance = instance(address);
    if (instance != null && instance.ephemeral && instance.lastBeat > 0) {
      lines.add("last beat " + Times.ago(now() - instance.lastBeat));
    }
    return lines;
  }

  /** Each once, whichever node it is connected to. */
  public List<Subscriber> subscribers() {
    Map<String, Subscriber> each = new LinkedHashMap<>();
    for (NodeFacts node : answering()) {
      if (node.subscribers != null) {
        node.subscribers.forEach(subscriber -> each.putIfAbsent(subscriber.toString(), subscriber));
      }
    }
    return new ArrayList<>(each.values());
  }

  /** By the clocks of the nodes. */
  public long now() {
    List<NodeFacts> answering = answering();
    return answering.isEmpty() ? System.currentTimeMillis() : answering.get(0).now();
  }
}
