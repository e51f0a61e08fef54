package io.github.nacosgraceful.doctor.fact;

import java.util.ArrayList;
import java.util.List;

/**
 * What one node said. Written by the thread that asks it, and read when that is done. What is null
 * the node did not tell.
 */
public final class NodeFacts {

  public final String address;

  /** Why it did not answer at all. */
  public String problem;

  /** 1, 2 or 3. */
  public int generation;

  public String version;

  /** Why the user was not let in. */
  public String loginProblem;

  /** Which questions need an administrator, or any user. */
  public final List<String> refused = new ArrayList<>();

  public Long clockOffsetMillis;
  public List<Member> members;

  /** What callers get. */
  public List<Instance> listed;

  /** What the console shows: disabled ones too. */
  public List<Instance> registered;

  public final List<Publisher> publishers = new ArrayList<>();
  public List<Subscriber> subscribers;
  public Double protectThreshold;
  public Boolean pushEnabled;
  public Boolean healthCheckEnabled;

  /** Whether it still serves the HTTP API of clients 1. */
  public Boolean servesClients1;

  /** Of the port that clients 2 and 3 need; null for servers 1, which have none. */
  public Reach grpc;

  public NodeFacts(String address) {
    this.address = address;
  }

  public boolean answers() {
    return problem == null && listed != null;
  }

  public boolean lists(String instance) {
    return find(listed, instance) != null;
  }

  /** In either list; null if in none. */
  public Instance instance(String instance) {
    Instance found = find(registered, instance);
    return found != null ? found : find(listed, instance);
  }

  /** By its own clock. */
  long now() {
    return System.currentTimeMillis() + (clockOffsetMillis == null ? 0 : clockOffsetMillis);
  }

  private static Instance find(List<Instance> instances, String address) {
    if (instances != null) {
      for (Instance instance : instances) {
        if (instance.address().equals(address)) {
          return instance;
        }
      }
    }
    return null;
  }
}
