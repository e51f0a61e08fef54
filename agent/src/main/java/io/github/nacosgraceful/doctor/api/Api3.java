package io.github.nacosgraceful.doctor.api;

import com.google.gson.JsonObject;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Json;
import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.doctor.fact.Publisher;
import io.github.nacosgraceful.doctor.fact.Subscriber;
import io.github.nacosgraceful.doctor.fact.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Servers 3.x: only the list of instances is for everybody, all else for administrators. */
final class Api3 extends Api {

  private static final String NS = "/v3/admin/ns";

  Api3(NodeHttp http) {
    super(http);
  }

  @Override
  public int generation() {
    return 3;
  }

  @Override
  public List<Instance> listed(Target target) throws IOException {
    return listOf(get("/v3/client/ns/instance/list", target), "data");
  }

  @Override
  public List<Instance> registered(Target target) throws IOException {
    return instances(Json.objects(get(NS + "/instance/list", target), "data"));
  }

  @Override
  public List<Publisher> publishers(Target target, Instance instance) throws IOException {
    List<Publisher> publishers = new ArrayList<>();
    JsonObject answer =
        get(
            NS + "/client/service/publisher/list",
            target,
            "ip",
            instance.ip,
            "port",
            Integer.toString(instance.port));
    for (JsonObject one : Json.objects(answer, "data")) {
      if (Json.number(one, "port", 0) == instance.port
          && Json.text(one, "ip", "").equals(instance.ip)) {
        String id = Json.text(one, "clientId", "");
        publishers.add(publisher(id, instance, client(id)));
      }
    }
    return publishers;
  }

  private JsonObject client(String id) throws IOException {
    try {
      return Json.object(http.get(NS + "/client", "clientId", id), "data");
    } catch (NodeHttp.Refused gone) {
      return new JsonObject();
    }
  }

  @Override
  public List<Subscriber> subscribers(Target target) throws IOException {
    JsonObject answer =
        get(
            NS + "/service/subscribers",
            target,
            "aggregation",
            "false",
            "pageNo",
            "1",
            "pageSize",
            MOST);
    return subscribers(Json.objects(Json.object(answer, "data"), "pageItems"), "appName");
  }

  @Override
  public JsonObject service(Target target) throws IOException {
    try {
      return Json.object(get(NS + "/service", target), "data");
    } catch (NodeHttp.Refused e) {
      if (e.status == 404 || e.status == 400 || e.status == 500) {
        return new JsonObject(); // so they say that there is none
      }
      throw e;
    }
  }

  @Override
  public JsonObject switches() throws IOException {
    return Json.object(http.get(NS + "/ops/switches"), "data");
  }

  @Override
  public List<JsonObject> members() throws IOException {
    return Json.objects(http.get("/v3/admin/core/cluster/node/list"), "data");
  }

  @Override
  public List<String> namespaces() throws IOException {
    return namespaces(Json.objects(http.get("/v3/admin/core/namespace/list"), "data"));
  }

  @Override
  public List<Place> services(String namespace, String part) throws IOException {
    JsonObject answer =
        http.get(
            NS + "/service/list",
            "namespaceId",
            namespace,
            "serviceNameParam",
            part,
            "groupNameParam",
            "",
            "pageNo",
            "1",
            "pageSize",
            MOST);
    return names(namespace, Json.objects(Json.object(answer, "data"), "pageItems"));
  }

  private JsonObject get(String path, Target target, String... more) throws IOException {
    String[] parameters = new String[6 + more.length];
    parameters[0] = "namespaceId";
    parameters[1] = target.namespace;
    parameters[2] = "groupName";
    parameters[3] = target.group;
    parameters[4] = "serviceName";
    parameters[5] = target.service;
    System.arraycopy(more, 0, parameters, 6, more.length);
    return http.get(path, parameters);
  }
}
