package io.github.nacosgraceful.fleet;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The fleet for programs. */
final class FleetJson {

  private FleetJson() {}

  static String of(Fleet fleet) {
    JsonObject all = new JsonObject();
    all.addProperty("node", fleet.node);
    all.addProperty("instances", fleet.members());
    all.addProperty("withAgent", fleet.withAgent());
    all.add("services", new JsonArray());
    for (FleetService service : fleet.services) {
      all.getAsJsonArray("services").add(of(service));
    }
    all.add("problems", new JsonArray());
    fleet.problems.forEach(all.getAsJsonArray("problems")::add);
    return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(all);
  }

  private static JsonObject of(FleetService service) {
    JsonObject json = new JsonObject();
    json.addProperty("service", service.name);
    json.addProperty("problem", service.problem);
    JsonArray members = new JsonArray();
    for (Member member : service.members) {
      JsonObject one = new JsonObject();
      one.addProperty("address", member.address);
      one.addProperty("usable", member.usable);
      one.addProperty("agent", member.agent);
      members.add(one);
    }
    json.add("instances", members);
    JsonArray callers = new JsonArray();
    for (Caller caller : service.callers) {
      JsonObject one = new JsonObject();
      one.addProperty("ip", caller.ip);
      one.addProperty("client", caller.client);
      one.addProperty("hasAgent", caller.hasAgent);
      callers.add(one);
    }
    json.add("callers", callers);
    return json;
  }
}
