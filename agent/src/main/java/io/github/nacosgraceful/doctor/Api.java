package io.github.nacosgraceful.doctor;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node can be asked, each generation of servers in its own way. Methods throw {@link
 * NodeHttp.Refused} where the node does not tell.
 */
abstract class Api {

  static final String MOST = "500";

  final NodeHttp http;

  Api(NodeHttp http) {
    this.http = http;
  }

  /** 1, 2 or 3. */
  abstract int generation();

  /** Those that a caller gets: no disabled ones. */
  abstract List<Instance> listed(Target target) throws IOException;

  /** Those that the console shows. */
  abstract List<Instance> registered(Target target) throws IOException;

  /** Who registers an instance. Servers 1 do not know. */
  abstract List<Publisher> publishers(Target target, Instance instance) throws IOException;

  /** As the node itself knows them, without those of others. */
  abstract List<Subscriber> subscribers(Target target) throws IOException;

  /** The service's own settings. */
  abstract JsonObject service(Target target) throws IOException;

  abstract JsonObject switches() throws IOException;

  /** {@code ip}, {@code port}, {@code state}, {@code extendInfo.version} each. */
  abstract List<JsonObject> members() throws IOException;

  /** Identifiers, {@code public} among them. */
  abstract List<String> namespaces() throws IOException;

  /** Services whose names contain a text; empty stands for all. */
  abstract List<ServiceName> services(String namespace, String part) throws IOException;

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
  static List<Subscriber> subscribers(List<JsonObject> json, String application) {
    List<Subscriber> subscribers = new ArrayList<>();
    for (JsonObject one : json) {
      subscribers.add(
          new Subscriber(
              Json.text(one, "ip", "") + ":" + Json.number(one, "port", 0),
              Json.text(one, "agent", "unknown client"),
              Json.text(one, application, "")));
    }
    return subscribers;
  }

  static List<ServiceName> names(String namespace, List<JsonObject> json) {
    List<ServiceName> names = new ArrayList<>();
    for (JsonObject one : json) {
      names.add(
          new ServiceName(
              namespace,
              Json.text(one, "groupName", Target.DEFAULT_GROUP),
              Json.text(one, "name", "")));
    }
    return names;
  }

  static List<String> namespaces(List<JsonObject> json) {
    List<String> identifiers = new ArrayList<>();
    for (JsonObject one : json) {
      String identifier = Json.text(one, "namespace", "");
      identifiers.add(identifier.isEmpty() ? Target.PUBLIC : identifier);
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
