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
import java.util.Collections;
import java.util.List;

/** Servers 1.x, and what servers 2.x took over from them. */
public class Api1 extends Api {

  public Api1(NodeHttp http) {
    super(http);
  }

  @Override
  public int generation() {
    return 1;
  }

  @Override
  public List<Instance> listed(Target target) throws IOException {
    return listOf(
        http.get(
            "/v1/ns/instance/list",
            "serviceName",
            target.name().toString(),
            "namespaceId",
            target.namespace,
            "healthyOnly",
            "false"),
        "hosts");
  }

  @Override
  public List<Instance> registered(Target target) throws IOException {
    List<Instance> instances = new ArrayList<>();
    for (JsonObject cluster : Json.objects(service(target), "clusters")) {
      JsonObject answer =
          http.get(
              "/v1/ns/catalog/instances",
              "serviceName",
              target.name().toString(),
              "namespaceId",
              target.namespace,
              "clusterName",
              Json.text(cluster, "name", "DEFAULT"),
              "pageNo",
              "1",
              "pageSize",
              MOST);
      instances.addAll(instances(Json.objects(answer, "list")));
    }
    return instances;
  }

  @Override
  public List<Publisher> publishers(Target target, Instance instance) throws IOException {
    return Collections.emptyList();
  }

  @Override
  public List<Subscriber> subscribers(Target target) throws IOException {
    JsonObject answer =
        http.get(
            "/v1/ns/service/subscribers",
            "serviceName",
            subscribedName(target),
            "groupName",
            target.group,
            "namespaceId",
            target.namespace,
            "aggregation",
            "false",
            "pageNo",
            "1",
            "pageSize",
            MOST);
    return subscribers(Json.objects(answer, "subscribers"), "app");
  }

  /** Servers 1 want the group in it, servers 2 put it there themselves. */
  String subscribedName(Target target) {
    return target.name().toString();
  }

  @Override
  public JsonObject service(Target target) throws IOException {
    try {
      return http.get(
          "/v1/ns/service",
          "serviceName",
          target.name().toString(),
          "namespaceId",
          target.namespace);
    } catch (NodeHttp.Refused e) {
      if (e.status == 500 || e.status == 400) {
        return new JsonObject(); // so they say that there is none
      }
      throw e;
    }
  }

  @Override
  public JsonObject switches() throws IOException {
    return http.get("/v1/ns/operator/switches");
  }

  @Override
  public List<JsonObject> members() throws IOException {
    return Json.objects(http.get("/v1/core/cluster/nodes"), "data");
  }

  @Override
  public List<String> namespaces() throws IOException {
    return namespaces(Json.objects(http.get("/v1/console/namespaces"), "data"));
  }

  @Override
  public List<Place> services(String namespace, String part) throws IOException {
    JsonObject answer =
        http.get(
            "/v1/ns/catalog/services",
            "namespaceId",
            namespace,
            "serviceNameParam",
            part,
            "groupNameParam",
            "",
            "withInstances",
            "false",
            "pageNo",
            "1",
            "pageSize",
            MOST);
    return names(namespace, Json.objects(answer, "serviceList"));
  }
}
