package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.node.OtherNodes;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.node.Owners;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Begins to register again what was taken offline by hand: each registration through its owner, all
 * of them at the same time, each looked for on the nodes that {@code verify} names. Any thread but
 * the application's.
 */
public final class Arrivals {

  /** The nodes of a healthy cluster agree within 1.7 s; longer than this is another's fault. */
  private static final long VERIFY_SECONDS = 5;

  private final Settings settings;
  private final NacosClients clients;

  public Arrivals(Settings settings, NacosClients clients) {
    this.settings = settings;
    this.clients = clients;
  }

  /**
   * Begins to register these again, on other threads.
   *
   * @param back has passed the gate: {@code Registrations.bringOnline()} returned it
   * @param now by {@code System.nanoTime()}
   */
  Arrival begin(List<Registration> back, long now) {
    long registerDeadline = now + TimeUnit.MILLISECONDS.toNanos(settings.deregisterTimeoutMillis());
    Owners owners = new Owners(clients);
    List<Joiner> joiners = new ArrayList<>();
    for (Registration registration : back) {
      Owner owner = owners.of(registration);
      if (owner != null) {
        joiners.add(new Joiner(registration, owner, registerDeadline));
      }
    }
    Arrival begun =
        new Arrival(joiners, asked(), registerDeadline + TimeUnit.SECONDS.toNanos(VERIFY_SECONDS));
    begun.start();
    return begun;
  }

  /** Null for none; gives null if only the connected node is to be asked. */
  private Function<Owner, OtherNodes> asked() {
    switch (settings.verify()) {
      case "off":
        return null;
      case "all":
        return owner -> owner.others;
      default:
        return owner -> null;
    }
  }
}
