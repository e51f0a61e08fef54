package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;

/**
 * What the answers of this process say of its addresses that leave: from the moment at which one is
 * taken offline until it is registered again. An address at which anything else is online says
 * nothing, for its callers are to stay.
 *
 * <p>Not thread-safe: {@link Registrations} guards it.
 */
final class Farewell {

  private static final Logger log = Log.get();

  private final long start;
  private final Traffic traffic;
  private final Set<HostPort> leaving = new LinkedHashSet<>();

  /** Those of them that nobody needs to be told of, once this process begins something new. */
  private final Set<HostPort> left = new HashSet<>();

  /**
   * @param startMillis tells this process from its successor at the same address
   * @param traffic has what is said
   */
  Farewell(long startMillis, Traffic traffic) {
    this.start = startMillis;
    this.traffic = traffic;
  }

  /** These were taken offline. */
  void leave(Collection<Registration> taken, Collection<Registration> online) {
    Set<HostPort> going = addresses(taken);
    going.removeAll(addresses(online));
    leaving.addAll(going);
    left.removeAll(going);
    say();
  }

  /** Nacos lists this no more, and it does not come back by hand: its context has ended. */
  void hasLeft(Registration registration) {
    left.addAll(addresses(registration));
  }

  /** These are online, before Nacos hears of it. */
  void comeBack(Collection<Registration> back) {
    if (!leaving.isEmpty()) {
      leaving.removeAll(addresses(back));
      leaving.removeAll(left);
      left.clear();
      say();
    }
  }

  private void say() {
    Goodbye goodbye = new Goodbye(start, leaving);
    String text = goodbye.addresses().isEmpty() ? null : goodbye.text();
    log.debug("each answer says goodbye: {}", text);
    traffic.sayGoodbye(text);
  }

  private static Set<HostPort> addresses(Collection<Registration> registrations) {
    Set<HostPort> all = new LinkedHashSet<>();
    for (Registration registration : registrations) {
      all.addAll(addresses(registration));
    }
    return all;
  }

  private static Set<HostPort> addresses(Registration registration) {
    Set<HostPort> all = new LinkedHashSet<>();
    for (RegisteredInstance instance : registration.instances) {
      if (instance.at.hostPort() != null) {
        all.add(instance.at.hostPort());
      }
    }
    return all;
  }
}
