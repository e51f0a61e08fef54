package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.joining.Arrivals;
import io.github.nacosgraceful.joining.ByHand;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.status.Facts;
import io.github.nacosgraceful.status.Json;
import io.github.nacosgraceful.status.Status;

/** Offline and online by hand, answered in JSON. Each call takes as long as the change. */
final class Changes {

  private final Facts facts;
  private final ByHand byHand;

  Changes(Facts facts) {
    this.facts = facts;
    Settings settings = facts.settings;
    this.byHand =
        new ByHand(
            new DryRun(settings.get(Option.DRY_RUN)),
            facts.registrations,
            new Arrivals(settings.get(Option.DEREGISTER_TIMEOUT), settings.get(Option.VERIFY)),
            facts.drains,
            facts.errors);
  }

  Outcome offline() {
    return byHand.offline();
  }

  Outcome online() {
    try {
      return byHand.online();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted: the registering goes on", e);
    }
  }

  String json(Outcome outcome) {
    return Json.of(
        json -> {
          json.name("state").value(facts.state().toString());
          Status.outcome(json, outcome);
        });
  }
}
