package io.github.nacosgraceful.doctor.fact;

/** The service that is examined. */
public final class Target {

  public static final String PUBLIC = "public";
  public static final String DEFAULT_GROUP = "DEFAULT_GROUP";

  public final String namespace;
  public final String group;
  public final String service;

  /** {@code host:port} of an instance that is asked about, listed or not; or null. */
  public final String instance;

  public Target(String namespace, String group, String service, String instance) {
    this.namespace = namespace.isEmpty() ? PUBLIC : namespace;
    this.group = group;
    this.service = service;
    this.instance = instance;
  }

  /** The same place for another service, group or namespace. */
  public Target at(ServiceName other) {
    return new Target(other.namespace, other.group, other.name, null);
  }

  public ServiceName name() {
    return new ServiceName(namespace, group, service);
  }
}
