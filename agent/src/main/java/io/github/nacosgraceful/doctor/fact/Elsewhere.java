package io.github.nacosgraceful.doctor.fact;

/** An address of the service that another service has, too. */
public final class Elsewhere {

  public final ServiceName service;
  public final String address;

  public Elsewhere(ServiceName service, String address) {
    this.service = service;
    this.address = address;
  }
}
