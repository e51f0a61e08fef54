package io.github.nacosgraceful.doctor.fact;

import com.google.gson.JsonObject;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Usable;

/** An instance as one node tells it. */
public final class Instance {

  private static final long DEFAULT_DELETE_MILLIS = 30_000;

  public final String ip;
  public final int port;
  public final String cluster;
  public final boolean ephemeral;
  public final boolean enabled;
  public final boolean healthy;
  public final double weight;

  /** Without a beat for that long, it is removed; only where beats are what counts. */
  public final long deletedAfterMillis;

  /**
   * What it says of its agent, by {@code announce=on}: the version, and after a semicolon the port
   * of its endpoint if it has one. Null if it says nothing.
   */
  public final String agent;

  /** By the node's clock; 0 where the node does not tell. Only servers 1.x do. */
  public final long lastBeat;

  public Instance(
      String ip,
      int port,
      String cluster,
      boolean ephemeral,
      boolean enabled,
      boolean healthy,
      double weight,
      long deletedAfterMillis,
      long lastBeat,
      String agent) {
    this.ip = ip;
    this.port = port;
    this.cluster = cluster;
    this.ephemeral = ephemeral;
    this.enabled = enabled;
    this.healthy = healthy;
    this.weight = weight;
    this.deletedAfterMillis = deletedAfterMillis;
    this.lastBeat = lastBeat;
    this.agent = agent;
  }

  /** All servers call its fields the same. */
  public static Instance from(JsonObject json) {
    return new Instance(
        Json.text(json, "ip", ""),
        (int) Json.number(json, "port", 0),
        Json.text(json, "clusterName", "DEFAULT"),
        Json.flag(json, "ephemeral", true),
        Json.flag(json, "enabled", true),
        Json.flag(json, "healthy", true),
        json.has("weight") ? json.get("weight").getAsDouble() : 1,
        deletedAfter(json),
        Json.number(json, "lastBeat", 0),
        Json.text(Json.object(json, "metadata"), RegisteredInstance.AGENT, null));
  }

  private static long deletedAfter(JsonObject json) {
    JsonObject metadata = Json.object(json, "metadata");
    return Json.number(
        metadata,
        "preserved.ip.delete.timeout",
        Json.number(json, "ipDeleteTimeout", DEFAULT_DELETE_MILLIS));
  }

  /** Whether callers may pick it. */
  public boolean isUsable() {
    return Usable.is(healthy, enabled, weight);
  }

  public String address() {
    return String.valueOf(HostPort.of(ip, port));
  }
}
