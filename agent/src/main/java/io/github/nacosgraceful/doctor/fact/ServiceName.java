package io.github.nacosgraceful.doctor.fact;

/** Where a service is: in Nacos all three together are its name. */
public final class ServiceName {

  final String namespace;
  final String group;
  public final String name;

  public ServiceName(String namespace, String group, String name) {
    this.namespace = namespace;
    this.group = group;
    this.name = name;
  }

  public boolean is(ServiceName other) {
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
