package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.registry.Moment;
import io.github.nacosgraceful.registry.Preparation;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.service.WarmUp;

/**
 * The options about joining, put into effect: when what the application registers is registered,
 * what is done before, and what it says of its warm-up. Once, before the first registration.
 */
public final class JoinOptions {

  private final Settings settings;
  private final DryRun dryRun;

  public JoinOptions(Settings settings, DryRun dryRun) {
    this.settings = settings;
    this.dryRun = dryRun;
  }

  /** With {@code dry-run} it only says what it would do. */
  public void apply(Registrations registrations, RegistrationHandlers handlers) {
    String when = settings.registerWhen();
    boolean delays =
        !when.equals("started") || settings.registerDelayMillis() > 0 || settings.preheats();
    if (dryRun.isOn()) {
      if (delays || settings.warmUpMillis() > 0) {
        dryRun.instead("register when {} and warm up for {} ms", when, settings.warmUpMillis());
      }
      return;
    }
    if (delays) {
      registrations.delay(
          moment(when),
          settings.registerDelayMillis(),
          settings.registerTimeoutMillis(),
          preparation());
    }
    if (settings.warmUpMillis() > 0) {
      handlers.warmUp(
          WarmUp.text(settings.warmUpMillis(), settings.warmUpCurve(), System.currentTimeMillis()));
    }
  }

  /** Null for none. */
  private Preparation preparation() {
    return settings.preheats()
        ? new Preheat(
            settings.preheatPaths(),
            settings.preheatCount(),
            settings.preheatClients(),
            settings.preheatTimeoutMillis())
        : null;
  }

  private Moment moment(String when) {
    switch (when) {
      case "ready":
        return new ApplicationReady();
      case "health":
        return new HealthPath(settings.registerHealthPath());
      default:
        return started -> true;
    }
  }
}
