package io.github.nacosgraceful.doctor.fact;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what servers of many versions answer: what is not there has a value of its own, and texts
 * are as a terminal may be given them, since whoever may register an instance chooses them.
 */
public final class Json {

  private Json() {}

  public static String text(JsonObject json, String name, String otherwise) {
    JsonElement value = json.get(name);
    return value == null || !value.isJsonPrimitive() ? otherwise : text(value);
  }

  public static String text(JsonElement value) {
    return Plain.line(value.getAsString());
  }

  public static long number(JsonObject json, String name, long otherwise) {
    try {
      return Long.parseLong(text(json, name, ""));
    } catch (NumberFormatException absent) {
      return otherwise;
    }
  }

  /** Of its fields {@code ip} and {@code port}; null if there is no ip. */
  public static HostPort hostPort(JsonObject json) {
    return HostPort.of(text(json, "ip", ""), (int) number(json, "port", 0));
  }

  public static boolean flag(JsonObject json, String name, boolean otherwise) {
    return Boolean.parseBoolean(text(json, name, Boolean.toString(otherwise)));
  }

  /** Empty if there is none. */
  public static JsonObject object(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
  }

  /** The objects of an array; empty if there is none. */
  public static List<JsonObject> objects(JsonObject json, String name) {
    List<JsonObject> objects = new ArrayList<>();
    JsonElement value = json.get(name);
    for (JsonElement one :
        value != null && value.isJsonArray() ? value.getAsJsonArray() : new JsonArray()) {
      if (one.isJsonObject()) {
        objects.add(one.getAsJsonObject());
      }
    }
    return objects;
  }
}
