package io.github.nacosgraceful.doctor;

import com.google.gson.JsonObject;
import io.github.nacosgraceful.doctor.api.Api;
import io.github.nacosgraceful.doctor.api.Api1;
import io.github.nacosgraceful.doctor.api.Apis;
import io.github.nacosgraceful.doctor.api.NodeHttp;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Json;
import io.github.nacosgraceful.doctor.fact.Member;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Publisher;
import io.github.nacosgraceful.doctor.fact.Reach;
import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks one node everything, on a thread of its own. */
final class NodeExamination {

  /** One question each; a service with more has a few looked at. */
  private static final int MOST_PUBLISHERS = 50;

  private static final int GRPC_OFFSET = 1000;

  private final Target target;
  private final NodeHttp http;
  private final NodeFacts node;
  private Api api;

  NodeExamination(String address, String context, Target target) {
    this.target = target;
    this.http = new NodeHttp(address, context);
    this.node = new NodeFacts(address);
  }

  NodeFacts facts() {
    return node;
  }

  /** Null until the node has answered. */
  Api api() {
    return api;
  }

  /**
   * @param user null for none
   */
  void run(String user, String password) {
    try {
      if (user != null) {
        login(user, password);
      }
      api = Apis.of(http, node);
      node.listed = ask("the instances of the service", () -> api.listed(target));
      if (node.listed == null && node.refused.isEmpty()) {
        node.problem = "it answers, but does not list instances: is there a gateway in between?";
      }
      node.registered = ask("disabled instances", () -> api.registered(target));
      askForPublishers();
      node.subscribers = ask("the service's subscribers", () -> api.subscribers(target));
      readService(ask("the service's settings", () -> api.service(target)));
      readSwitches(ask("the switches", () -> api.switches()));
      readMembers(ask("the members of the cluster", () -> api.members()));
      node.servesClients1 = servesClients1();
      node.grpc = api.generation() == 1 ? null : grpc();
    } catch (IOException | RuntimeException e) {
      node.problem = reason(e);
    }
    node.clockOffsetMillis = http.clockOffset();
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  /** Null if the node does not tell; other failures are the node's. */
  private <T> T ask(String what, Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (NodeHttp.Refused e) {
      if (e.notAllowed()) {
        node.refused.add(what);
      }
      return null;
    }
  }

  /** The questions that follow tell whether it answers at all. */
  private void login(String user, String password) {
    try {
      http.login(user, password);
    } catch (NodeHttp.Refused e) {
      node.loginProblem = "the login was answered with " + e.getMessage();
    } catch (IOException e) {
      node.loginProblem = "the login was not answered, other questions are";
    }
  }

  private void askForPublishers() throws IOException {
    List<Instance> instances = new ArrayList<>();
    for (Instance instance : node.registered != null ? node.registered : listed()) {
      if (instances.size() < MOST_PUBLISHERS) {
        instances.add(instance);
      }
    }
    for (Instance instance : instances) {
      List<Publisher> publishers =
          ask("who registers an instance", () -> api.publishers(target, instance));
      if (publishers == null) {
        return;
      }
      node.publishers.addAll(publishers);
    }
  }

  private List<Instance> listed() {
    return node.listed != null ? node.listed : new ArrayList<>();
  }

  private void readService(JsonObject service) {
    if (service != null && service.has("protectThreshold")) {
      node.protectThreshold = service.get("protectThreshold").getAsDouble();
    }
  }

  private void readSwitches(JsonObject switches) {
    if (switches != null) {
      node.pushEnabled = Json.flag(switches, "pushEnabled", true);
      node.healthCheckEnabled = Json.flag(switches, "healthCheckEnabled", true);
    }
  }

  private void readMembers(List<JsonObject> members) {
    if (members != null) {
      node.members = new ArrayList<>();
      for (JsonObject member : members) {
        node.members.add(
            new Member(String.valueOf(Json.hostPort(member)), Json.text(member, "state", "")));
      }
    }
  }

  private boolean servesClients1() throws IOException {
    if (api.generation() < 3) {
      return true;
    }
    try {
      new Api1(http).listed(target);
      return true;
    } catch (NodeHttp.Refused e) {
      return !e.noSuchApi();
    }
  }

  private Reach grpc() {
    HostPort http = HostPort.parse(node.address.replaceFirst("^.*://", ""), 8848);
    return Reach.of(HostPort.of(http.host, http.port + GRPC_OFFSET));
  }

  private static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("refused")) {
      return "it refuses connections";
    }
    if (message.contains("timed out")) {
      return "it does not answer in time";
    }
    return Reason.of(e);
  }
}
