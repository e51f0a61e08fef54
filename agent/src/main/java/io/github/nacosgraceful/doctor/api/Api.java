package io.github.nacosgraceful.doctor.api;

import com.google.gson.JsonObject;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Json;
import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.doctor.fact.Publisher;
import io.github.nacosgraceful.doctor.fact.Subscriber;
import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.instance.ServiceName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node can be asked, each generation of servers in its own way. Methods throw {@link
 * NodeHttp.Refused} where the node does not tell.
 */
public abstract class Api {

  static final String MOST = "500";

  final NodeHttp http;

  Api(NodeHttp http) {
    this.http = http;
  }

  /** 1, 2 or 3. */
  public abstract int generation();

  /** Those that a caller gets: no disabled ones. */
  public abstract List<Instance> listed(Target target) throws IOException;

  /** Those that the console shows. */
  public abstract List<Instance> registered(Target target) throws IOException;

  /** Who registers an instance. Servers 1 do not know. */
  public abstract List<Publisher> publishers(Target target, Instance instance) throws IOException;

  /** As the node itself knows them, without those of others. */
  public abstract List<Subscriber> subscribers(Target target) throws IOException;

  /** The service's own settings. */
  public abstract JsonObject service(Target target) throws IOException;

  public abstract JsonObject switches() throws IOException;

  /** {@code ip}, {@code port}, {@code state}, {@code extendInfo.version} each. */
  public abstract List<JsonObject> members() throws IOException;

  /** Identifiers, {@code public} among them. */
  public abstract List<String> namespaces() throws IOException;

  /** Services whose names contain a text; empty stands for all. */
  public abstract List<Place> services(String namespace, String part) throws IOException;

  /**
   * The instances that an answer has to list.
   *
   * @throws NodeHttp.Refused if it lists none, not even an empty list: a gateway in between has
   *     said nothing
   */
  static List<Instance> listOf(JsonObject answer, String name) throws NodeHttp.Refused {
    if (!answer.has(name) || !answer.get(name).isJsonArray()) {
      throw new NodeHttp.Refused(200, "no list of " + name);
    }
    return instances(Json.objects(answer, name));
  }

  static List<Instance> instances(List<JsonObject> json) {
    List<Instance> instances = new ArrayList<>();
    for (JsonObject one : json) {
      instances.add(Instance.from(one));
    }
    return instances;
  }

  /**
   * @param application the field that names the caller
   */
  public static List<Subscriber> subscribers(List<JsonObject> json, String application) {
    List<Subscriber> subscribers = new ArrayList<>();
    for (JsonObject one : json) {
      subscribers.add(
          new Subscriber(
              String.valueOf(Json.hostPort(one)),
              Json.text(one, "agent", "unknown client"),
              Json.text(one, application, "")));
    }
    return subscribers;
  }

  static List<Place> names(String namespace, List<JsonObject> json) {
    List<Place> names = new ArrayList<>();
    for (JsonObject one : json) {
      names.add(
          new Place(
              namespace,
              ServiceName.of(
                  Json.text(one, "groupName", Target.DEFAULT_GROUP), Json.text(one, "name", ""))));
    }
    return names;
  }

  public static List<String> namespaces(List<JsonObject> json) {
    List<String> identifiers = new ArrayList<>();
    for (JsonObject one : json) {
      String identifier = Json.text(one, "namespace", "");
      identifiers.add(identifier.isEmpty() ? Place.PUBLIC : identifier);
    }
    return identifiers;
  }

  /** Of what a server tells about a client. */
  static Publisher publisher(String clientId, Instance instance, JsonObject client) {
    String type = Json.text(client, "clientType", clientId.contains("#") ? "ipPort" : "connection");
    boolean connected = type.equals("connection");
    return new Publisher(
        clientId,
        instance.address(),
        Json.text(client, "version", ""),
        connected ? Json.text(client, "clientIp", "") : "",
        Json.number(client, "lastUpdatedTime", 0),
        connected);
  }
}
