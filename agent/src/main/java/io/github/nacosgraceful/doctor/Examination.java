package io.github.nacosgraceful.doctor;

import io.github.nacosgraceful.doctor.api.Api;
import io.github.nacosgraceful.doctor.api.NodeHttp;
import io.github.nacosgraceful.doctor.fact.Elsewhere;
import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.doctor.fact.Reach;
import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks all nodes and all instances, side by side. */
final class Examination {

  private static final int ANSWER_WITHIN_SECONDS = 30;
  private static final int MOST_NAMESPACES = 30;
  private static final int MOST_NEIGHBOURS = 50;

  private final List<String> nodes;
  private final String context;
  private final String user;
  private final String password;

  Examination(List<String> nodes, String context, String user, String password) {
    this.nodes = nodes;
    this.context = context;
    this.user = user;
    this.password = password;
  }

  /** Takes half a minute at most for the nodes, however many hang. */
  Facts of(Target target) throws InterruptedException {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "doctor");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<NodeExamination> asked = new ArrayList<>();
      List<Future<?>> running = new ArrayList<>();
      for (String address : nodes) {
        NodeExamination one = new NodeExamination(address, context, target);
        asked.add(one);
        running.add(threads.submit(() -> one.run(user, password)));
      }
      await(running);
      List<NodeFacts> told = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        told.add(running.get(i).isDone() ? asked.get(i).facts() : silent(nodes.get(i)));
      }
      Facts facts = new Facts(target, told);
      knock(facts, threads);
      lookAround(facts, asked);
      return facts;
    } finally {
      threads.shutdownNow();
    }
  }

  private static NodeFacts silent(String address) {
    NodeFacts node = new NodeFacts(address);
    node.problem = "it does not answer in time";
    return node;
  }

  private static void knock(Facts facts, ExecutorService threads) throws InterruptedException {
    List<String> addresses = new ArrayList<>(facts.addresses());
    if (facts.target.instance != null && !addresses.contains(facts.target.instance)) {
      addresses.add(facts.target.instance);
    }
    List<Future<Reach>> knocks = new ArrayList<>();
    for (String address : addresses) {
      knocks.add(threads.submit(() -> Reach.of(HostPort.parse(address))));
    }
    await(knocks);
    for (int i = 0; i < addresses.size(); i++) {
      facts.reach.put(addresses.get(i), result(knocks.get(i)));
    }
  }

  private static Reach result(Future<Reach> knock) throws InterruptedException {
    try {
      return knock.isDone() ? knock.get() : Reach.SILENT;
    } catch (ExecutionException e) {
      return Reach.SILENT;
    }
  }

  private static void await(List<? extends Future<?>> running) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_WITHIN_SECONDS);
    for (Future<?> one : running) {
      try {
        one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException e) {
        continue; // said of that node or instance
      }
    }
  }

  /** Other services and namespaces, as the first node tells that does. */
  private static void lookAround(Facts facts, List<NodeExamination> asked) {
    for (NodeExamination one : asked) {
      if (one.facts().answers() && facts.services == null) {
        try {
          facts.namespaces = namespaces(one.api());
          facts.services = services(facts, one.api());
          findElsewhere(facts, one.api());
        } catch (IOException notTold) {
          continue;
        }
      }
    }
  }

  private static List<String> namespaces(Api api) throws IOException {
    try {
      return api.namespaces();
    } catch (NodeHttp.Refused e) {
      return null;
    }
  }

  private static List<Place> services(Facts facts, Api api) throws IOException {
    List<String> namespaces = new ArrayList<>();
    namespaces.add(facts.target.namespace);
    for (String other : facts.namespaces == null ? new ArrayList<String>() : facts.namespaces) {
      if (!namespaces.contains(other) && namespaces.size() < MOST_NAMESPACES) {
        namespaces.add(other);
      }
    }
    List<Place> services = new ArrayList<>();
    for (String namespace : namespaces) {
      services.addAll(api.services(namespace, ""));
    }
    return services;
  }

  private static void findElsewhere(Facts facts, Api api) throws IOException {
    int neighbours = 0;
    for (Place other : facts.services) {
      if (other.service.name.equals(facts.target.service)
          && !other.is(facts.target.place())
          && neighbours++ < MOST_NEIGHBOURS) {
        for (Instance instance : api.registered(facts.target.at(other))) {
          if (facts.addresses().contains(instance.address())
              || instance.address().equals(facts.target.instance)) {
            facts.elsewhere.add(new Elsewhere(other, instance.address()));
          }
        }
      }
    }
  }
}
