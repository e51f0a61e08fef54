package io.github.nacosgraceful.instance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An instance with all that it was registered with, so that it can be registered once more.
 * Immutable.
 */
public final class RegisteredInstance {

  /** Of the metadata: the agent's version, and {@code ;port} where its endpoint is open. */
  public static final String AGENT = "nacos-graceful.agent";

  public final Address at;
  public final String id;
  public final double weight;
  public final boolean healthy;
  public final boolean enabled;
  public final Map<String, String> metadata;

  public RegisteredInstance(
      Address at,
      String id,
      double weight,
      boolean healthy,
      boolean enabled,
      Map<String, String> metadata) {
    this.at = at;
    this.id = id;
    this.weight = weight;
    this.healthy = healthy;
    this.enabled = enabled;
    // A copy: the application may go on to change its own.
    this.metadata =
        metadata == null
            ? Collections.emptyMap()
            : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * The same, with all that may be changed in Nacos: weight, metadata, and whether it is enabled.
   */
  public RegisteredInstance listedAs(RegisteredInstance there) {
    return new RegisteredInstance(at, id, there.weight, healthy, there.enabled, there.metadata);
  }

  @Override
  public String toString() {
    return at.toString();
  }
}
