package io.github.nacosgraceful.doctor;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** For programs: the same as the text, and all that was found out. */
final class JsonReport {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonReport() {}

  static String of(Verdict verdict) {
    JsonObject report = new JsonObject();
    report.addProperty("verdict", verdict.sentence());
    report.addProperty("exitCode", verdict.exitCode());
    report.add("target", GSON.toJsonTree(verdict.facts.target));
    report.add("findings", GSON.toJsonTree(verdict.findings));
    report.add("nodes", GSON.toJsonTree(verdict.facts.nodes));
    report.add("process", GSON.toJsonTree(verdict.facts.process));
    JsonArray instances = new JsonArray();
    verdict.facts.reach.forEach(
        (address, reach) -> {
          JsonObject instance = new JsonObject();
          instance.addProperty("address", address);
          instance.addProperty("port", reach.name());
          instances.add(instance);
        });
    report.add("instances", instances);
    return GSON.toJson(report);
  }
}
