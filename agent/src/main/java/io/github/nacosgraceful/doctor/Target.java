package io.github.nacosgraceful.doctor;

/** The service that is examined. */
final class Target {

  static final String PUBLIC = "public";
  static final String DEFAULT_GROUP = "DEFAULT_GROUP";

  final String namespace;
  final String group;
  final String service;

  /** {@code host:port} of an instance that is asked about, listed or not; or null. */
  final String instance;

  Target(String namespace, String group, String service, String instance) {
    this.namespace = namespace.isEmpty() ? PUBLIC : namespace;
    this.group = group;
    this.service = service;
    this.instance = instance;
  }

  /** The same place for another service, group or namespace. */
  Target at(ServiceName other) {
    return new Target(other.namespace, other.group, other.name, null);
  }

  ServiceName name() {
    return new ServiceName(namespace, group, service);
  }
}
