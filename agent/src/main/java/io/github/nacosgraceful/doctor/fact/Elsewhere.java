package io.github.nacosgraceful.doctor.fact;

/** An address of the service that another service has, too. */
public final class Elsewhere {

  public final Place place;
  public final String address;

  public Elsewhere(Place place, String address) {
    this.place = place;
    this.address = address;
  }
}
