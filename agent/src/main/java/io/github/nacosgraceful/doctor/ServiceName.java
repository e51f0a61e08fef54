package io.github.nacosgraceful.doctor;

/** Where a service is: in Nacos all three together are its name. */
final class ServiceName {

  final String namespace;
  final String group;
  final String name;

  ServiceName(String namespace, String group, String name) {
    this.namespace = namespace;
    this.group = group;
    this.name = name;
  }

  boolean is(ServiceName other) {
    return namespace.equals(other.namespace)
        && group.equals(other.group)
        && name.equals(other.name);
  }

  @Override
  public String toString() {
    return group
        + "@@"
        + name
        + (namespace.equals(Target.PUBLIC) ? "" : " in namespace " + namespace);
  }
}
