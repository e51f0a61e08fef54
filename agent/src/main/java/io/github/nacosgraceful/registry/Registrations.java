package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.Start;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * What this process has registered. Kept from the moment of the call on, not of its success: a
 * client whose request failed still sends beats or redoes it later.
 *
 * <p>One lock guards what is online and what is offline, and closing the gate is done under it: so
 * an instance is either registered before the gate is closed for it, and then taken offline, or
 * refused. Runs on the threads that register, and on those that take offline; nothing here waits
 * for a server.
 */
public final class Registrations {

  private static final Logger log = Log.get();
  private final Gate gate;
  private final Contexts contexts;
  private final Scheduler scheduler;
  private final List<Registration> online = new ArrayList<>();
  private final Offline offline = new Offline();

  /** Null if nothing is said on the wire. */
  private Farewell farewell;

  /** Null if everything is registered at once. */
  private DelayedRegistrations delayed;

  /** Of what is offline: whether it is being deregistered at this moment. */
  private Predicate<Registration> leaving = any -> false;

  public Registrations(Gate gate, Contexts contexts) {
    this(gate, contexts, Scheduler.SYSTEM);
  }

  public Registrations(Gate gate, Contexts contexts, Scheduler scheduler) {
    this.gate = gate;
    this.contexts = contexts;
    this.scheduler = scheduler;
  }

  /** From now on registrations wait for that moment. */
  public void delay(Moment moment, long delayMillis, long timeoutMillis, Preparation preparation) {
    delayed =
        new DelayedRegistrations(
            moment, delayMillis, timeoutMillis, preparation, this::begins, scheduler);
  }

  /**
   * Who knows what is being deregistered.
   *
   * @param which is asked under the lock of these registrations, and must not wait
   */
  public synchronized void leavingIs(Predicate<Registration> which) {
    leaving = which;
  }

  /**
   * From now on answers say what leaves.
   *
   * @param startMillis when this process was started, in milliseconds since 1970
   */
  public synchronized void sayGoodbye(long startMillis, Traffic traffic) {
    farewell = new Farewell(startMillis, traffic);
  }

  /** What waits for its moment. */
  public List<Registration> delayed() {
    return delayed == null ? new ArrayList<>() : delayed.snapshot();
  }

  /** What is online. */
  public synchronized List<Registration> snapshot() {
    return Collections.unmodifiableList(new ArrayList<>(online));
  }

  /** Whether an instance of that name is, through whichever owner. */
  synchronized boolean isOnline(String key) {
    return online.stream().anyMatch(known -> known.keys().contains(key));
  }

  /** Closes the gate for everything, and takes everything offline. */
  public synchronized List<Registration> takeOffline() {
    gate.close();
    return takeOffline(any -> true);
  }

  /** Closes the gate for these: only an explicit registration opens it again. */
  public synchronized List<Registration> takeOffline(Predicate<Registration> which) {
    offline.release(which);
    cancel(which);
    return takeOffline(which, false);
  }

  /** Closes the gate for what is online: only {@link #bringOnline} opens it again. */
  public synchronized List<Registration> takeOfflineByHand() {
    offline.addUnheard(cancel(any -> true));
    return takeOffline(any -> true, true);
  }

  /** What waits for its moment does so no longer. */
  private List<Registration> cancel(Predicate<Registration> which) {
    return delayed == null ? Collections.emptyList() : delayed.cancel(which);
  }

  private List<Registration> takeOffline(Predicate<Registration> which, boolean byHand) {
    List<Registration> taken = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Registration registration : new ArrayList<>(online)) {
      if (which.test(registration)) {
        online.remove(registration);
        taken.add(registration.sinceNow());
        keys.addAll(registration.keys());
      }
    }
    online.forEach(other -> keys.removeAll(other.keys()));
    gate.close(keys);
    offline.add(taken, byHand);
    if (farewell != null) {
      farewell.leave(taken, online);
    }
    return taken;
  }

  /**
   * It is to be registered once more, for Nacos has lost it.
   *
   * @return what is online in its place; null if it is not online any more
   */
  public synchronized Registration renew(Registration lost) {
    int at = online.indexOf(lost);
    if (at < 0) {
      return null;
    }
    online.set(at, lost.sinceNow());
    return online.get(at);
  }

  /** Whether something of its service is online, or offline, through its owner. */
  public synchronized boolean knows(Registration registration) {
    Predicate<Registration> same = known -> known.isOf(registration.owner(), registration.name());
    return online.stream().anyMatch(same) || offline.has(same);
  }

  /** It is online in another way than it was registered: a change was made in Nacos. */
  public synchronized void isListedAs(Registration known, Registration listed) {
    online.replaceAll(registration -> registration == known ? listed : registration);
  }

  /**
   * Opens the gate for what was taken offline by hand.
   *
   * @return what is to be registered once more; nothing if the process is going offline
   */
  public synchronized List<Registration> bringOnline() {
    List<Registration> back = new ArrayList<>();
    if (!gate.isClosed()) {
      for (Registration registration : offline.bringBack()) {
        gate.open(registration.keys());
        back.add(registration.sinceNow());
      }
      online.addAll(back);
      isBack(back);
    }
    return back;
  }

  /** What was taken offline by hand and would come back. */
  public synchronized List<Registration> held() {
    return Collections.unmodifiableList(offline.held());
  }

  /** Everything that is offline while the process lives on. */
  public synchronized List<Registration> offline() {
    return Collections.unmodifiableList(offline.all());
  }

  /**
   * Whether something of these was taken offline, is not online again, and is gone from Nacos: of
   * all of it that is known.
   */
  public synchronized boolean haveLeft(Predicate<Registration> which) {
    return offline.haveLeft(which);
  }

  /** Whether the process is on its way out: nothing is registered any more. */
  public boolean isClosed() {
    return gate.isClosed();
  }

  /**
   * Lets it wait for its moment, if there is one. What is online already, and registered once more,
   * is not held up. On the thread that registers.
   *
   * @return false if it does not wait
   */
  synchronized boolean delay(Object owner, Registration asked) {
    if (delayed == null
        || asked.instances.isEmpty()
        || refusal(asked) != null
        || online.stream().anyMatch(known -> known.isRenewedBy(asked))) {
      return false;
    }
    return delayed.add(new Delayed(owner, asked, Start.current(), scheduler.now()));
  }

  /** Atomic: a registration that was cancelled meanwhile is not made. */
  private synchronized boolean begins(Delayed next) {
    return delayed.contains(next) && (online.contains(next.registration) || add(next.registration));
  }

  /**
   * Atomic with the look at the gate: nothing is added behind the back of whoever takes offline.
   *
   * @return false if it was refused
   */
  synchronized boolean add(Registration added) {
    String refusal = refusal(added);
    if (refusal == null && offline.holds(added)) {
      refusal = "it was taken offline by hand; POST /online registers it";
    }
    if (refusal != null) {
      log.info("{} was not registered: {}", added.service, refusal);
      return false;
    }
    online.removeIf(known -> known.owner() == null || isReplaced(known, added));
    offline.replace(added);
    gate.open(added.keys());
    if (!added.instances.isEmpty()) {
      online.add(added);
      isBack(Collections.singletonList(added));
    }
    return true;
  }

  private void isBack(List<Registration> registered) {
    if (farewell != null) {
      farewell.comeBack(registered);
    }
  }

  private static boolean isReplaced(Registration known, Registration added) {
    if (known.isReplacedBy(added) && !known.isRenewedBy(added)) {
      log.info(
          "{} takes the place of {}: Nacos keeps one registration of a service for each NamingService."
              + " Register both as a batch, or through a NamingService each",
          added,
          known);
    }
    return known.isReplacedBy(added);
  }

  /** Null if there is none. */
  private String refusal(Registration added) {
    if (gate.isClosed()) {
      return "this process is going offline";
    }
    return added.context() != null && contexts.isClosing(added.context())
        ? "its context is being closed"
        : null;
  }

  /**
   * A drain is over. Owners that nothing is to be brought back through are not held any longer.
   *
   * @param taken what it was to deregister
   * @param gone what of that it has deregistered. The rest is the application's again; it stays
   *     offline, so nothing brings it back
   */
  public synchronized void drained(List<Registration> taken, List<Registration> gone) {
    gone.forEach(offline::isGoneNow);
    for (Registration registration : taken) {
      if (!offline.holdsOn(registration)) {
        registration.letGo();
        if (farewell != null && gone.contains(registration) && !gate.isClosed()) {
          farewell.hasLeft(registration);
        }
      }
    }
  }

  /**
   * The application deregisters these. If they are offline, they do not come back by hand either;
   * if they wait for their moment, they wait no longer. The rest of a batch does.
   *
   * @return whether the agent has done it in the application's place, or is at it. Whatever fails
   *     in the agent, it is not: so what is not known to be gone reaches Nacos
   */
  synchronized boolean withdraw(Object owner, ServiceName service, List<RegisteredInstance> gone) {
    boolean left = offline.withdraw(owner, service, gone, leaving);
    if (delayed != null) {
      for (Registration waited : delayed.withdraw(owner, service, gone)) {
        left |= !online.contains(waited); // else it is on its way, and goes on to its client
      }
    }
    return left;
  }

  /** The owner is shut down, and what it registered is gone. */
  synchronized void forget(Object owner) {
    online.removeIf(known -> known.owner() == owner);
    offline.close(owner);
    cancel(known -> known.owner() == owner);
  }

  /** The application deregisters these through their owner. */
  synchronized void remove(Object owner, ServiceName service, List<RegisteredInstance> gone) {
    online.replaceAll(known -> known.isOf(owner, service) ? known.without(gone) : known);
    online.removeIf(known -> known.instances.isEmpty());
  }
}
