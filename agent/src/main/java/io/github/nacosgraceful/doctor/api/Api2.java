package io.github.nacosgraceful.doctor.api;

import com.google.gson.JsonObject;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Json;
import io.github.nacosgraceful.doctor.fact.Publisher;
import io.github.nacosgraceful.doctor.fact.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Servers 2.x: they know their clients. */
final class Api2 extends Api1 {

  Api2(NodeHttp http) {
    super(http);
  }

  @Override
  public int generation() {
    return 2;
  }

  @Override
  String subscribedName(Target target) {
    return target.service;
  }

  /** From 2.2 on. */
  @Override
  public List<Publisher> publishers(Target target, Instance instance) throws IOException {
    List<Publisher> publishers = new ArrayList<>();
    for (JsonObject one : published(target, instance)) {
      String id = Json.text(one, "clientId", "");
      publishers.add(publisher(id, instance, client(id)));
    }
    return publishers;
  }

  private List<JsonObject> published(Target target, Instance instance) throws IOException {
    try {
      return Json.objects(
          http.get(
              "/v2/ns/client/service/publisher/list",
              "namespaceId",
              target.namespace,
              "groupName",
              target.group,
              "serviceName",
              target.service,
              "ephemeral",
              Boolean.toString(instance.ephemeral),
              "ip",
              instance.ip,
              "port",
              Integer.toString(instance.port)),
          "data");
    } catch (NodeHttp.Refused e) {
      if (e.noSuchApi()) {
        return Collections.emptyList();
      }
      throw e;
    }
  }

  private JsonObject client(String id) throws IOException {
    try {
      return Json.object(http.get("/v2/ns/client", "clientId", id), "data");
    } catch (NodeHttp.Refused gone) {
      return new JsonObject();
    }
  }
}
