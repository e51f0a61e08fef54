package io.github.nacosgraceful.doctor.fact;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.nacosgraceful.instance.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What the agent of one process says of the service: its status, read for this question. */
public final class ProcessFacts {

  private static final String GRPC_CLIENT =
      "com.alibaba.nacos.client.naming.remote.gprc.NamingGrpcClientProxy";

  public final String pid;
  public final String java;

  /** How its JVM treats writes to final fields; empty where that is not told. */
  public final String finalFields;

  /** Whether it has a Nacos client 2 or 3. */
  public final boolean hasGrpcClient;

  public final String state;

  /** {@code ip:port} of what its callers pick from; null if it has never heard of the service. */
  public final TreeSet<String> sees;

  /** {@code ip:port} of what it registered and has offline. */
  public final List<String> offline = new ArrayList<>();

  /** The parts that are off, with the reason. */
  public final List<String> off = new ArrayList<>();

  public final long suppressedErrors;

  private ProcessFacts(JsonObject status, Target target) {
    pid = text(status, "pid");
    java = text(status, "java");
    finalFields = text(status, "finalFields");
    state = text(status, "state");
    suppressedErrors = status.get("suppressedErrors").getAsLong();
    TreeSet<String> instances = null;
    for (JsonElement element : status.getAsJsonArray("services")) {
      JsonObject service = element.getAsJsonObject();
      if (text(service, "name").equals(target.service)) {
        instances = new TreeSet<>();
        for (JsonElement address : service.getAsJsonArray("instances")) {
          instances.add(String.valueOf(HostPort.parse(Json.text(address))));
        }
      }
    }
    sees = instances;
    for (JsonElement element : status.getAsJsonArray("registrations")) {
      JsonObject registration = element.getAsJsonObject();
      if (text(registration, "service").equals(target.service)
          && text(registration, "group").equals(target.group)
          && text(registration, "state").equals("offline")) {
        addresses(registration.getAsJsonArray("instances"));
      }
    }
    boolean grpc = false;
    for (JsonElement element : status.getAsJsonArray("hooks")) {
      JsonObject hook = element.getAsJsonObject();
      grpc |= hook.has("classes") && hook.get("classes").toString().contains(GRPC_CLIENT);
      if (text(hook, "state").equals("off")) {
        off.add(text(hook, "part") + ": " + text(hook, "reason"));
      }
    }
    hasGrpcClient = grpc;
  }

  /**
   * @param status as {@code GET /status} gives it
   */
  public static ProcessFacts of(String status, Target target) {
    return new ProcessFacts(JsonParser.parseString(status).getAsJsonObject(), target);
  }

  private void addresses(JsonArray instances) {
    for (JsonElement instance : instances) {
      JsonObject at = instance.getAsJsonObject();
      offline.add(String.valueOf(Json.hostPort(at)));
    }
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull() ? "" : Json.text(value);
  }
}
