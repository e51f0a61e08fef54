package io.github.nacosgraceful.doctor.fact;

import io.github.nacosgraceful.instance.ServiceName;

/** Where a service is: its namespace, and what it is called there. */
public final class Place {

  public static final String PUBLIC = "public";

  final String namespace;
  public final ServiceName service;

  public Place(String namespace, ServiceName service) {
    this.namespace = namespace;
    this.service = service;
  }

  public boolean is(Place other) {
    return namespace.equals(other.namespace) && service.equals(other.service);
  }

  @Override
  public String toString() {
    return service + (namespace.equals(PUBLIC) ? "" : " in namespace " + namespace);
  }
}
