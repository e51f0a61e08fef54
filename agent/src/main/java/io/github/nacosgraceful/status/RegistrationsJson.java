package io.github.nacosgraceful.status;

import com.google.gson.stream.JsonWriter;
import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.ClientInternals;
import io.github.nacosgraceful.node.NodeAnswer;
import io.github.nacosgraceful.node.NodeAnswers;
import io.github.nacosgraceful.registry.Registrations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What this process has registered: online, delayed or offline, and which nodes list it. */
final class RegistrationsJson {

  private final Registrations registrations;
  private final NodeAnswers nodes;

  RegistrationsJson(Facts facts) {
    this.registrations = facts.registrations;
    this.nodes = new NodeAnswers();
  }

  /** The elements of an array. */
  void write(JsonWriter json) throws IOException {
    List<Registration> online = registrations.snapshot();
    List<Registration> delayed = registrations.delayed();
    delayed.removeAll(online); // it has just been its turn
    List<Registration> all = new ArrayList<>(online);
    all.addAll(delayed);
    all.addAll(registrations.offline());
    Map<Registration, List<NodeAnswer>> answers = ask(all);
    for (Registration registration : all) {
      json.beginObject();
      json.name("service").value(registration.service());
      json.name("group").value(registration.group());
      json.name("namespace").value(ClientInternals.namespaceOf(registration.owner()));
      json.name("instances").beginArray();
      for (RegisteredInstance instance : registration.instances) {
        json.beginObject();
        json.name("ip").value(instance.at.ip());
        json.name("port").value(instance.at.port());
        json.name("cluster").value(cluster(instance.at));
        json.name("ephemeral").value(instance.at.isEphemeral());
        json.endObject();
      }
      json.endArray();
      json.name("state")
          .value(
              online.contains(registration)
                  ? "online"
                  : delayed.contains(registration) ? "delayed" : "offline");
      json.name("since").value(Json.time(registration.since()));
      json.name("nodes").beginArray();
      for (NodeAnswer node : answers.getOrDefault(registration, Collections.emptyList())) {
        json.beginObject();
        json.name("address").value(node.address());
        json.name("listed").value(node.isListed());
        json.name("problem").value(node.problem());
        json.endObject();
      }
      json.endArray();
      json.endObject();
    }
  }

  /** As Nacos calls it where none was given. */
  private static String cluster(Address instance) {
    String given = instance.cluster();
    return given == null || given.isEmpty() ? "DEFAULT" : given;
  }

  private Map<Registration, List<NodeAnswer>> ask(List<Registration> all) {
    try {
      return nodes.of(all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Collections.emptyMap();
    }
  }
}
