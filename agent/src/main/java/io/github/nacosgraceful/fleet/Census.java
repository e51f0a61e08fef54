package io.github.nacosgraceful.fleet;

import io.github.nacosgraceful.doctor.api.Api;
import io.github.nacosgraceful.doctor.api.Apis;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.doctor.fact.Subscriber;
import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.log.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks Nacos for all services, their instances and their callers. Instances are asked of the first
 * node that answers; callers of every node, each of which knows only its own.
 */
final class Census {

  /** Questions under way at a time. */
  private static final int AT_ONCE = 16;

  /** More are not told at once. */
  private static final int MOST_SERVICES = 500;

  private final NacosLogin login;
  private final String namespace;

  Census(NacosLogin login, String namespace) {
    this.login = login;
    this.namespace = namespace;
  }

  /** A node that has answered; asked by many threads, it only reads what it was made with. */
  private final class Known {

    final String address;
    final Api api;

    Known(String address) throws IOException {
      this.address = address;
      api = Apis.of(login.to(address), new NodeFacts(address));
    }
  }

  /**
   * All services of the namespace. Takes as long as the slowest node, bounded for each question.
   */
  Fleet take() throws InterruptedException {
    return take((Target) null);
  }

  /**
   * @param only this service; null for all
   */
  Fleet take(Target only) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_ONCE,
            work -> {
              Thread thread = new Thread(work, "fleet");
              thread.setDaemon(true);
              return thread;
            });
    try {
      return take(threads, only);
    } finally {
      threads.shutdownNow();
    }
  }

  private Fleet take(ExecutorService threads, Target only) throws InterruptedException {
    Fleet fleet = new Fleet();
    List<Known> known = known(fleet, threads);
    List<Place> places = null;
    for (Known node : known) {
      try {
        places = places == null ? places(node.api, only) : places;
        fleet.node = fleet.node == null ? node.address : fleet.node;
      } catch (IOException e) {
        fleet.problems.add(node.address + " does not tell its services: " + Reason.of(e));
      }
    }
    if (places == null) {
      return fleet;
    }
    if (places.size() >= MOST_SERVICES) {
      fleet.problems.add("only the first " + places.size() + " services are told");
    }
    Map<FleetService, Future<?>> running = new LinkedHashMap<>();
    Map<FleetService, Set<Subscriber>> callers = new LinkedHashMap<>();
    for (Place place : places) {
      FleetService service = new FleetService(String.valueOf(place));
      Target target = new Target(namespace, place.service.group, place.service.name, null);
      Set<Subscriber> told = new HashSet<>();
      callers.put(service, told);
      running.put(service, threads.submit(() -> ask(fleet.node, known, target, service, told)));
      fleet.services.add(service);
    }
    for (Map.Entry<FleetService, Future<?>> one : running.entrySet()) {
      try {
        one.getValue().get();
      } catch (ExecutionException e) {
        one.getKey().problem = Reason.of(e.getCause());
      }
    }
    tellApart(fleet, callers);
    return fleet;
  }

  private List<Place> places(Api api, Target only) throws IOException {
    return only == null
        ? api.services(namespace, "")
        : Collections.singletonList(new Place(namespace, only.name()));
  }

  private List<Known> known(Fleet fleet, ExecutorService threads) throws InterruptedException {
    List<Future<Known>> asked = new ArrayList<>();
    for (String node : login.nodes) {
      asked.add(threads.submit(() -> new Known(node)));
    }
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      try {
        known.add(asked.get(i).get());
      } catch (ExecutionException e) {
        fleet.problems.add(login.nodes.get(i) + " does not answer: " + Reason.of(e.getCause()));
      }
    }
    return known;
  }

  private Void ask(
      String first, List<Known> nodes, Target target, FleetService service, Set<Subscriber> callers)
      throws IOException {
    for (Known node : nodes) {
      if (node.address.equals(first)) {
        for (Instance instance : node.api.registered(target)) {
          service.members.add(new Member(instance));
        }
      }
    }
    for (Known node : nodes) {
      callers.addAll(node.api.subscribers(target));
    }
    return null;
  }

  /** Callers are known by their addresses only: so is whoever registers from the same ones. */
  private static void tellApart(Fleet fleet, Map<FleetService, Set<Subscriber>> callers) {
    Set<String> withAgent = new HashSet<>();
    for (FleetService service : fleet.services) {
      for (Member member : service.members) {
        if (member.hasAgent()) {
          withAgent.add(member.ip);
        }
      }
    }
    for (FleetService service : fleet.services) {
      Set<String> seen = new HashSet<>();
      for (Subscriber caller : callers.get(service)) {
        if (seen.add(caller.toString())) {
          service.callers.add(
              new Caller(caller.ip(), caller.client(), withAgent.contains(caller.ip())));
        }
      }
    }
  }
}
