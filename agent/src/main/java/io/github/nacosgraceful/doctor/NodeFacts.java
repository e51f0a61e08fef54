package io.github.nacosgraceful.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * What one node said. Written by the thread that asks it, and read when that is done. What is null
 * the node did not tell.
 */
final class NodeFacts {

  final String address;

  /** Why it did not answer at all. */
  String problem;

  /** 1, 2 or 3. */
  int generation;

  String version;

  /** Why the user was not let in. */
  String loginProblem;

  /** Which questions need an administrator, or any user. */
  final List<String> refused = new ArrayList<>();

  Long clockOffsetMillis;
  List<Member> members;

  /** What callers get. */
  List<Instance> listed;

  /** What the console shows: disabled ones too. */
  List<Instance> registered;

  final List<Publisher> publishers = new ArrayList<>();
  List<Subscriber> subscribers;
  Double protectThreshold;
  Boolean pushEnabled;
  Boolean healthCheckEnabled;

  /** Whether it still serves the HTTP API of clients 1. */
  Boolean servesClients1;

  /** Of the port that clients 2 and 3 need; null for servers 1, which have none. */
  Reach grpc;

  NodeFacts(String address) {
    this.address = address;
  }

  boolean answers() {
    return problem == null && listed != null;
  }

  boolean lists(String instance) {
    return find(listed, instance) != null;
  }

  /** In either list; null if in none. */
  Instance instance(String instance) {
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
