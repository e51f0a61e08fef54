package io.github.nacosgraceful.status;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.traffic.Traffic;

/** Where everything that operators see comes from. Holds nothing of the application. */
public final class Facts {

  public final Settings settings;
  public final Registrations registrations;
  public final Drains drains;
  final Services epochs;
  public final Traffic traffic;
  final Suspects suspects;
  final Reroutes reroutes;
  final NamingServices namingServices;
  final PartStates parts;
  public final SuppressedErrors errors;
  private Readiness readiness;

  public Facts(
      Settings settings,
      Registrations registrations,
      Drains drains,
      Services epochs,
      Traffic traffic,
      Suspects suspects,
      Reroutes reroutes,
      NamingServices namingServices,
      PartStates parts,
      SuppressedErrors errors) {
    this.settings = settings;
    this.registrations = registrations;
    this.drains = drains;
    this.epochs = epochs;
    this.traffic = traffic;
    this.suspects = suspects;
    this.reroutes = reroutes;
    this.namingServices = namingServices;
    this.parts = parts;
    this.errors = errors;
  }

  /** Made for the first who asks: most processes are never asked. Any thread. */
  public synchronized Readiness readiness() {
    if (readiness == null) {
      readiness = new Readiness(registrations, drains);
    }
    return readiness;
  }

  public State state() {
    return State.of(registrations, drains);
  }
}
