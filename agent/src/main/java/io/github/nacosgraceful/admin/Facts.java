package io.github.nacosgraceful.admin;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.drain.Drains;
import io.github.nacosgraceful.epoch.Epochs;
import io.github.nacosgraceful.hook.SuppressedErrors;
import io.github.nacosgraceful.nacos.Nacos;
import io.github.nacosgraceful.traffic.Traffic;

/** Where everything that operators see comes from. Holds nothing of the application. */
public final class Facts {

  final Settings settings;
  final Nacos nacos;
  final Drains drains;
  final Epochs epochs;
  final Traffic traffic;
  final SuppressedErrors errors;
  private Readiness readiness;

  public Facts(
      Settings settings,
      Nacos nacos,
      Drains drains,
      Epochs epochs,
      Traffic traffic,
      SuppressedErrors errors) {
    this.settings = settings;
    this.nacos = nacos;
    this.drains = drains;
    this.epochs = epochs;
    this.traffic = traffic;
    this.errors = errors;
  }

  /** Made for the first who asks: most processes are never asked. Any thread. */
  synchronized Readiness readiness() {
    if (readiness == null) {
      readiness = new Readiness(this);
    }
    return readiness;
  }

  State state() {
    return State.of(nacos, drains);
  }
}
