package io.github.nacosgraceful.status;

import com.google.gson.stream.JsonWriter;
import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Source;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.service.Service;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Everything that the agent knows of its process, as JSON. Any thread; takes two seconds at most,
 * for the nodes are asked.
 */
public final class Status {

  private final Facts facts;
  private final PartStates parts;
  private final long startedAt;
  private final RegistrationsJson registrations;

  /**
   * @param startedAt milliseconds since 1970
   */
  public Status(Facts facts, PartStates parts, long startedAt) {
    this.facts = facts;
    this.parts = parts;
    this.startedAt = startedAt;
    this.registrations = new RegistrationsJson(facts);
  }

  public String json() {
    return Json.of(this::write);
  }

  private void write(JsonWriter json) throws IOException {
    json.name("version").value(Bridge.version());
    json.name("java").value(System.getProperty("java.version"));
    json.name("finalFields").value(FinalFields.own());
    json.name("pid").value(Pid.own());
    json.name("startedAt").value(Json.time(startedAt));
    json.name("now").value(Json.time(System.currentTimeMillis()));
    json.name("state").value(facts.state().toString());
    json.name("hooks").beginArray();
    hooks(json);
    json.endArray();
    json.name("problems").beginArray();
    for (String problem : Members.allMissing()) {
      json.value(problem);
    }
    json.endArray();
    json.name("registrations").beginArray();
    registrations.write(json);
    json.endArray();
    json.name("services").beginArray();
    services(json);
    json.endArray();
    json.name("traffic").beginObject();
    traffic(json);
    json.endObject();
    json.name("intake").beginArray();
    intake(json);
    json.endArray();
    json.name("reroutes").beginObject();
    json.name("answered").value(facts.reroutes.answered());
    json.name("failed").value(facts.reroutes.failed());
    json.name("overBudget").value(facts.reroutes.overBudget());
    json.endObject();
    json.name("suppressedErrors").value(facts.errors.count());
    json.name("options").beginArray();
    options(json);
    json.endArray();
    json.name("drains").beginArray();
    for (Outcome outcome : facts.drains.history().last()) {
      json.beginObject();
      json.name("title").value(outcome.title());
      json.name("begunAt").value(Json.time(outcome.begunAt()));
      outcome(json, outcome);
      json.endObject();
    }
    json.endArray();
  }

  private void hooks(JsonWriter json) throws IOException {
    for (String part : parts.all()) {
      boolean armed = !parts.classes(part).isEmpty();
      boolean switchedOff = parts.isSwitchedOff(part);
      String reason = switchedOff ? part + "=off" : parts.reason(part);
      json.beginObject();
      json.name("part").value(part);
      json.name("state").value(armed ? "armed" : switchedOff || reason != null ? "off" : "waiting");
      json.name("reason").value(reason);
      json.name("classes").beginArray();
      for (String type : parts.classes(part)) {
        json.value(type);
      }
      json.endArray();
      json.endObject();
    }
  }

  private void services(JsonWriter json) throws IOException {
    for (Map.Entry<String, Service> service : facts.epochs.all().entrySet()) {
      json.beginObject();
      json.name("name").value(service.getKey());
      json.name("epoch").value(service.getValue().current());
      json.name("instances").beginArray();
      for (HostPort address : service.getValue().instances()) {
        json.value(address.toString());
      }
      json.endArray();
      json.name("warming").beginArray();
      for (Map.Entry<HostPort, Double> one : service.getValue().warmUps().shares().entrySet()) {
        json.beginObject();
        json.name("instance").value(one.getKey().toString());
        json.name("share").value(Math.round(100 * one.getValue()) / 100.0);
        json.endObject();
      }
      json.endArray();
      json.name("changedAt").value(Json.time(service.getValue().changedAt()));
      json.endObject();
    }
  }

  private void traffic(JsonWriter json) throws IOException {
    long now = System.nanoTime();
    json.name("inFlight").value(facts.traffic.inFlight());
    json.name("open").beginArray();
    for (String kind : facts.traffic.stillOpen()) {
      json.value(kind);
    }
    json.endArray();
    long sinceLast = facts.traffic.sinceLast(now);
    long gap = facts.traffic.meanGap(now);
    json.name("sinceLastRequestMillis")
        .value(sinceLast == Long.MAX_VALUE ? null : TimeUnit.NANOSECONDS.toMillis(sinceLast));
    json.name("meanGapMillis").value(gap == 0 ? null : TimeUnit.NANOSECONDS.toMillis(gap));
    json.name("requests").value(facts.traffic.requests());
    json.name("goodbye").value(facts.traffic.goodbye());
  }

  private void intake(JsonWriter json) throws IOException {
    Intake intake = facts.drains.intake();
    if (intake == null) {
      return;
    }
    Map<Source, Integer> running = new LinkedHashMap<>();
    intake.forEach((source, known) -> running.put(known, known.running(source)));
    for (Map.Entry<Source, Integer> one : running.entrySet()) {
      json.beginObject();
      json.name("name").value(one.getKey().name());
      json.name("part").value(one.getKey().part());
      json.name("state").value(one.getKey().state());
      json.name("running").value(one.getValue());
      json.endObject();
    }
  }

  private void options(JsonWriter json) throws IOException {
    Settings settings = facts.settings;
    for (Option<?> option : settings.differing()) {
      json.beginObject();
      json.name("name").value(option.key());
      json.name("value").value(settings.given(option));
      json.name("default").value(option.defaultText());
      json.name("from").value(settings.source(option));
      json.endObject();
    }
  }

  /** What came of a drain, or of coming back; within an object. */
  public static void outcome(JsonWriter json, Outcome outcome) throws IOException {
    json.name("summary").value(outcome.summary());
    json.name("ok").value(outcome.isOk());
    json.name("timeline").beginArray();
    for (Outcome.Step step : outcome.timeline()) {
      json.beginObject();
      json.name("atMillis").value(step.atMillis());
      json.name("what").value(step.what());
      json.endObject();
    }
    json.endArray();
  }
}
