package io.github.nacosgraceful.status;

import io.github.nacosgraceful.change.Ending;
import io.github.nacosgraceful.service.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What is measured, for every system of metrics. Asks no Nacos server. */
public final class Measures {

  private static final String PREFIX = "nacos.graceful.";

  private final Facts facts;

  public Measures(Facts facts) {
    this.facts = facts;
  }

  /** Those that are always there. */
  public List<Measure> fixed() {
    List<Measure> measures = new ArrayList<>();
    Collections.addAll(
        measures,
        gauge("ready", "1 if everything that was registered is online", () -> ready() ? 1 : 0),
        registrations("online", () -> facts.registrations.snapshot().size()),
        registrations("delayed", () -> facts.registrations.delayed().size()),
        registrations("offline", () -> facts.registrations.held().size()),
        gauge("requests.in.flight", "Requests being served", facts.traffic::inFlight),
        counter("requests", "Requests that have come in", facts.traffic::requests),
        gauge(
            "streams.open",
            "Event streams, WebSockets and streams of gRPC and Dubbo that are open",
            () -> facts.traffic.streamsInFlight() + facts.traffic.webSockets().open()),
        reroutes("answered", facts.reroutes::answered),
        reroutes("failed", facts.reroutes::failed),
        reroutes("over-budget", facts.reroutes::overBudget),
        counter("changes", "Drains, and returns online", () -> facts.drains.history().count()),
        counter(
            "suppressed.errors",
            "Errors of the agent's own that the application did not see",
            facts.errors::count),
        gauge(
            "disconnected",
            "Nacos clients of 2 and 3 that have lost their connection",
            facts.namingServices::disconnected),
        gauge("suspects", "Instances that are avoided although listed", facts.suspects::count),
        gauge(
            "parts.off",
            "Parts of the agent that met a version of a library that they do not know",
            facts.parts::unknown),
        counter(
            "drains.seconds",
            "How long drains took together",
            () -> facts.drains.history().drainMillis() / 1000.0));
    for (Ending ending : Ending.values()) {
      measures.add(
          new Measure(
              PREFIX + "drains",
              "Drains, by why they ended",
              true,
              "ended",
              ending.toString(),
              () -> facts.drains.history().drains(ending)));
    }
    return measures;
  }

  /** Those of each service whose instances this process knows: there are more of them later. */
  List<Measure> services() {
    List<Measure> measures = new ArrayList<>();
    for (Map.Entry<String, Service> service : facts.epochs.all().entrySet()) {
      Service epoch = service.getValue();
      measures.add(
          new Measure(
              PREFIX + "service.instances",
              "Instances of a service that callers in this process may use",
              false,
              "service",
              service.getKey(),
              () -> epoch.instances().size()));
    }
    for (Map.Entry<String, Service> service : facts.epochs.all().entrySet()) {
      measures.add(
          new Measure(
              PREFIX + "service.changes",
              "The epoch of a service: what Nacos has said of it so far",
              true,
              "service",
              service.getKey(),
              service.getValue()::current));
    }
    return measures;
  }

  private boolean ready() {
    return facts.readiness().isOnline();
  }

  private static Measure registrations(String state, DoubleSupplier value) {
    return new Measure(
        PREFIX + "registrations", "What this process has registered", false, "state", state, value);
  }

  private static Measure reroutes(String outcome, DoubleSupplier value) {
    return new Measure(
        PREFIX + "reroutes",
        "Calls that could not connect, by what came of them at another instance",
        true,
        "outcome",
        outcome,
        value);
  }

  private static Measure gauge(String name, String help, DoubleSupplier value) {
    return new Measure(PREFIX + name, help, false, null, null, value);
  }

  private static Measure counter(String name, String help, DoubleSupplier value) {
    return new Measure(PREFIX + name, help, true, null, null, value);
  }
}
