package io.github.nacosgraceful.nacos;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An instance with all that it was registered with, so that it can be registered once more. */
final class RegisteredInstance extends Address {

  final String id;
  final double weight;
  final boolean healthy;
  final boolean enabled;
  final Map<String, String> metadata;

  RegisteredInstance(
      Address address,
      String id,
      double weight,
      boolean healthy,
      boolean enabled,
      Map<String, String> metadata) {
    super(address.ip, address.port, address.cluster, address.ephemeral);
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
}
