package io.github.nacosgraceful.library.nacos;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.RegisterWhen;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.joining.ApplicationReady;
import io.github.nacosgraceful.joining.HealthPath;
import io.github.nacosgraceful.joining.Preheat;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.registry.Moment;
import io.github.nacosgraceful.registry.Preparation;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.service.WarmUp;
import java.util.List;

/**
 * The options about joining, put into effect: when what the application registers is registered,
 * what is done before, and what it says of its warm-up. Once, before the first registration.
 */
final class JoinOptions {

  private final Settings settings;
  private final DryRun dryRun;

  JoinOptions(Settings settings, DryRun dryRun) {
    this.settings = settings;
    this.dryRun = dryRun;
  }

  /** With {@code dry-run} it only says what it would do. */
  void apply(Registrations registrations, RegistrationHandlers handlers) {
    RegisterWhen when = settings.get(Option.REGISTER_WHEN);
    long delay = settings.get(Option.REGISTER_DELAY);
    long warmUp = settings.get(Option.WARMUP_TIME);
    Preparation preparation = preparation();
    boolean delays = when != RegisterWhen.STARTED || delay > 0 || preparation != null;
    if (dryRun.isOn()) {
      if (delays || warmUp > 0) {
        dryRun.instead("register when {} and warm up for {} ms", when, warmUp);
      }
      return;
    }
    if (delays) {
      registrations.delay(moment(when), delay, settings.get(Option.REGISTER_TIMEOUT), preparation);
    }
    if (settings.get(Option.ANNOUNCE)) {
      int port = settings.get(Option.ADMIN_PORT);
      handlers.announce(Bridge.version() + (port > 0 ? ";" + port : ""));
    }
    if (warmUp > 0) {
      double curve = settings.get(Option.WARMUP_CURVE);
      handlers.warmUp(WarmUp.text(warmUp, curve, System.currentTimeMillis()));
    }
  }

  /** Null for none. */
  private Preparation preparation() {
    List<String> paths = settings.get(Option.PREHEAT_PATHS);
    List<String> clients = settings.get(Option.PREHEAT_CLIENTS);
    return paths.isEmpty() && clients.isEmpty()
        ? null
        : new Preheat(
            paths,
            settings.get(Option.PREHEAT_COUNT),
            clients,
            settings.get(Option.PREHEAT_TIMEOUT));
  }

  private Moment moment(RegisterWhen when) {
    switch (when) {
      case READY:
        return new ApplicationReady();
      case HEALTH:
        return new HealthPath(settings.get(Option.REGISTER_HEALTH_PATH));
      default:
        return started -> true;
    }
  }
}
