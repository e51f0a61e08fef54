package io.github.nacosgraceful.doctor.fact;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;

/** The service that is examined. */
public final class Target {

  public static final String DEFAULT_GROUP = "DEFAULT_GROUP";

  public final String namespace;
  public final String group;
  public final String service;

  /** {@code host:port} of an instance that is asked about, listed or not; or null. */
  public final String instance;

  public Target(String namespace, String group, String service, String instance) {
    this.namespace = namespace.isEmpty() ? Place.PUBLIC : namespace;
    this.group = group;
    this.service = service;
    this.instance = instance == null ? null : String.valueOf(HostPort.parse(instance));
  }

  /** The same place for another service, group or namespace. */
  public Target at(Place other) {
    return new Target(other.namespace, other.service.group, other.service.name, null);
  }

  public Place place() {
    return new Place(namespace, name());
  }

  public ServiceName name() {
    return ServiceName.of(group, service);
  }
}
