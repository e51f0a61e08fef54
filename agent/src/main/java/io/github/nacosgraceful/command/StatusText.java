package io.github.nacosgraceful.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.log.Plain;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** A status for people: a title, then lines under headings of one width. */
final class StatusText {

  private static final String LINE = "%-14s%s%n";

  private final JsonObject status;
  private final Ansi ansi;

  StatusText(JsonObject status, Ansi ansi) {
    this.status = status;
    this.ansi = ansi;
  }

  void print(PrintWriter out) {
    out.printf(
        "nacos-graceful-agent %s in process %s, Java %s%n",
        text(status, "version"), text(status, "pid"), text(status, "java"));
    String state = text(status, "state");
    print(out, "state", lines(paint(state, state.equals("online"))));
    print(out, "registered", registrations());
    print(out, "calls", services());
    print(out, "traffic", lines(traffic(status.getAsJsonObject("traffic"))));
    print(out, "intake", intake());
    print(out, "hooks", hooks());
    print(out, "problems", problems());
    print(out, "options", options());
    print(out, "last", drains());
    out.flush();
  }

  private static void print(PrintWriter out, String heading, List<String> lines) {
    String left = heading;
    for (String line : lines) {
      out.printf(LINE, left, line);
      left = "";
    }
  }

  private List<String> registrations() {
    List<String> lines = new ArrayList<>();
    for (JsonElement element : list(status, "registrations")) {
      JsonObject one = element.getAsJsonObject();
      List<String> instances = new ArrayList<>();
      for (JsonElement instance : list(one, "instances")) {
        JsonObject at = instance.getAsJsonObject();
        instances.add(String.valueOf(HostPort.of(text(at, "ip"), at.get("port").getAsInt())));
      }
      String state = text(one, "state");
      lines.add(
          ServiceName.of(text(one, "group"), text(one, "service"))
              + " "
              + String.join(" ", instances)
              + "  "
              + paint(state, state.equals("online")));
      for (JsonElement node : list(one, "nodes")) {
        lines.add("  " + node(node.getAsJsonObject(), state));
      }
    }
    return lines.isEmpty() ? lines("nothing") : lines;
  }

  private String node(JsonObject node, String state) {
    String problem = text(node, "problem");
    JsonElement listed = node.get("listed");
    String what;
    boolean good = false;
    if (listed == null || listed.isJsonNull()) {
      what = "does not say" + (problem.isEmpty() ? "" : ": " + problem);
    } else {
      what = listed.getAsBoolean() ? "lists it" : "does not list it";
      good = listed.getAsBoolean() == state.equals("online");
    }
    return text(node, "address") + " " + paint(what, good);
  }

  private List<String> services() {
    List<String> lines = new ArrayList<>();
    for (JsonElement element : list(status, "services")) {
      JsonObject service = element.getAsJsonObject();
      lines.add(
          text(service, "name")
              + " at "
              + (list(service, "instances").size() == 0
                  ? "no instance"
                  : words(list(service, "instances")))
              + ", told "
              + text(service, "epoch")
              + " times, last "
              + text(service, "changedAt"));
    }
    return lines.isEmpty() ? lines("no service of Nacos") : lines;
  }

  private static String traffic(JsonObject traffic) {
    String last = text(traffic, "sinceLastRequestMillis");
    String gap = text(traffic, "meanGapMillis");
    String goodbye = text(traffic, "goodbye");
    return text(traffic, "requests")
        + " requests, "
        + text(traffic, "inFlight")
        + " in flight"
        + (last.isEmpty() ? "" : ", the last " + last + " ms ago")
        + (gap.isEmpty() ? "" : ", one each " + gap + " ms")
        + (list(traffic, "open").size() == 0 ? "" : "; open: " + words(list(traffic, "open")))
        + (goodbye.isEmpty() ? "" : "; answers say goodbye: " + goodbye);
  }

  /** Listeners and jobs; no line where there are none. */
  private List<String> intake() {
    List<String> lines = new ArrayList<>();
    for (JsonElement element : list(status, "intake")) {
      JsonObject source = element.getAsJsonObject();
      String running = text(source, "running");
      lines.add(
          text(source, "part")
              + " "
              + text(source, "name")
              + "  "
              + text(source, "state")
              + (running.equals("0") ? "" : ", " + running + " under way"));
    }
    return lines;
  }

  /** One line for each state; with its reason where there is one. */
  private List<String> hooks() {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    for (JsonElement element : list(status, "hooks")) {
      JsonObject hook = element.getAsJsonObject();
      String reason = text(hook, "reason");
      parts
          .computeIfAbsent(text(hook, "state"), state -> new ArrayList<>())
          .add(text(hook, "part") + (reason.isEmpty() ? "" : " (" + reason + ")"));
    }
    List<String> lines = new ArrayList<>();
    parts.forEach((state, names) -> lines.add(state + ": " + String.join(", ", names)));
    return lines;
  }

  private List<String> problems() {
    List<String> lines = new ArrayList<>();
    list(status, "problems").forEach(problem -> lines.add(paint(text(problem), false)));
    String errors = text(status, "suppressedErrors");
    if (!errors.equals("0")) {
      lines.add(paint(errors + " suppressed errors of the agent's own: see its log", false));
    }
    return lines;
  }

  private List<String> options() {
    List<String> lines = new ArrayList<>();
    for (JsonElement element : list(status, "options")) {
      JsonObject option = element.getAsJsonObject();
      lines.add(
          text(option, "name")
              + "="
              + text(option, "value")
              + " from "
              + text(option, "from")
              + ", not "
              + text(option, "default"));
    }
    return lines;
  }

  private List<String> drains() {
    List<String> lines = new ArrayList<>();
    for (JsonElement element : list(status, "drains")) {
      JsonObject drain = element.getAsJsonObject();
      boolean good = drain.has("ok") && drain.get("ok").getAsBoolean();
      lines.add(
          text(drain, "begunAt")
              + " "
              + paint(text(drain, "title"), good)
              + ": "
              + text(drain, "summary"));
    }
    return lines;
  }

  private String paint(String text, boolean good) {
    return ansi.enabled()
        ? (good ? Style.fg_green : Style.fg_red).on() + text + Style.reset.on()
        : text;
  }

  private static List<String> lines(String only) {
    return Collections.singletonList(only);
  }

  private static String words(JsonArray values) {
    List<String> words = new ArrayList<>();
    values.forEach(value -> words.add(text(value)));
    return String.join(", ", words);
  }

  /** Empty where there is none. */
  static JsonArray list(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value != null && value.isJsonArray() ? value.getAsJsonArray() : new JsonArray();
  }

  /** Empty where there is none. */
  static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull() ? "" : text(value);
  }

  /** As a terminal may be given it. */
  private static String text(JsonElement value) {
    return Plain.line(value.getAsString());
  }
}
