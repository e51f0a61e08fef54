package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.http.Connections;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Whether something that leaves is served by a server whose requests nobody counts: one of Netty,
 * Vert.x, Armeria, the JDK. Then no silence shows that its callers have left. Asked by a drain on
 * its thread, once; connects to what is registered, where nothing else tells.
 */
public final class UncountedServers implements Predicate<List<Registration>> {

  /** Where the web server of a Spring Boot application listens, as Spring Boot has found out. */
  private static final String WEB_PORT = "local.server.port";

  /** Those whose port is not that of the web server. */
  private static final List<String> BESIDE_THE_WEB =
      Arrays.asList(Option.GRPC_SERVER.key(), Option.DUBBO.key());

  private static final int MOST_ASKED = 3;

  /** Jetty and Undertow load what is hooked with their first connection. */
  private static final long LOADED_WITHIN = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long POLL_MILLIS = 10;

  private final PartStates states;
  private final Collection<String> counting;
  private final Traffic traffic;
  private final Scheduler scheduler;

  /**
   * @param counting the parts that count requests
   */
  public UncountedServers(
      PartStates states, Collection<String> counting, Traffic traffic, Scheduler scheduler) {
    this.states = states;
    this.counting = counting;
    this.traffic = traffic;
    this.scheduler = scheduler;
  }

  /** Takes a second and more where what is registered cannot be reached from here. */
  @Override
  public boolean test(List<Registration> leaving) {
    if (traffic.meanGap(scheduler.now()) > 0) {
      return false; // requests are counted; behind which port, is not known
    }
    boolean counted = areWoven(counting);
    Set<HostPort> doubtful = new LinkedHashSet<>();
    for (Registration registration : leaving) {
      for (RegisteredInstance instance : registration.instances) {
        if (!counted || isBesideTheWeb(registration, instance.at.port)) {
          doubtful.add(instance.at.hostPort());
        }
      }
    }
    return doubtful.stream().limit(MOST_ASKED).anyMatch(Connections::accepts)
        && (counted || !areSoonWoven());
  }

  private boolean areSoonWoven() {
    long begun = scheduler.now();
    while (!areWoven(counting)) {
      if (scheduler.now() - begun >= LOADED_WITHIN) {
        return false;
      }
      scheduler.pause(POLL_MILLIS);
    }
    return true;
  }

  private boolean isBesideTheWeb(Registration registration, int port) {
    SpringContext context = registration.context();
    String web = context == null ? null : context.property(WEB_PORT);
    return web != null && !web.equals(String.valueOf(port)) && !areWoven(BESIDE_THE_WEB);
  }

  private boolean areWoven(Collection<String> parts) {
    return parts.stream().anyMatch(part -> !states.classes(part).isEmpty());
  }
}
