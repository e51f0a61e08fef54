package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.context.Start;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.service.WarmUp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has registered. Kept from the moment of the call on, not of its success: a
 * client whose request failed still sends beats or redoes it later. Runs on the threads that
 * register.
 *
 * <p>A registration belongs to the Spring context that is being refreshed on its thread; else to
 * the one that its owner belongs to; else to the one that {@code SpringApplication.run} has just
 * started on its thread; else to no context, and leaves with the process.
 */
public final class Registrations {

  private static final Logger log = LoggerFactory.getLogger(Registrations.class);
  private static final Object SKIP = Boolean.TRUE;

  private final Gate gate;
  private final NacosClients clients;
  private final Contexts contexts;
  private final List<Registration> online = new ArrayList<>();

  private final Offline offline = new Offline();

  /** What each instance says of its warm-up; null for nothing. */
  private String warmUp;

  /** Null if everything is registered at once. */
  private DelayedRegistrations delayed;

  /** Where an owner was made or last used in a refresh. NacosNamingService has no equals. */
  private final Map<Object, SpringContext> contextOfOwner = new WeakHashMap<>();

  public Registrations(Gate gate, NacosClients clients, Contexts contexts) {
    this.gate = gate;
    this.clients = clients;
    this.contexts = contexts;
  }

  /** From now on registrations wait for that moment. */
  public void delay(Moment moment, long delayMillis, long timeoutMillis, Preparation preparation) {
    delayed =
        new DelayedRegistrations(
            moment, delayMillis, timeoutMillis, preparation, clients, this::begins);
  }

  /** From now on instances say this of their warm-up. */
  public void warmUp(String text) {
    warmUp = text;
  }

  /** What waits for its moment. */
  public List<Registration> delayed() {
    return delayed == null ? new ArrayList<>() : delayed.snapshot();
  }

  /** What is online. */
  public synchronized List<Registration> snapshot() {
    return Collections.unmodifiableList(new ArrayList<>(online));
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
    offline.add(cancel(any -> true), true);
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
    offline.add(taken, byHand);
    gate.close(keys);
    return taken;
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

  /** Whether something of these was taken offline and is not online again. */
  public synchronized boolean hasTakenOffline(Predicate<Registration> which) {
    return offline.has(which);
  }

  /** Whether the process is on its way out: nothing is registered any more. */
  public boolean isClosed() {
    return gate.isClosed();
  }

  /** A NamingService that is built while a context is refreshed belongs to it. */
  public void created(Object owner) {
    SpringContext context = contexts.refreshing();
    belongs(owner, context == null ? contexts.running() : context);
  }

  /** The handler of {@code registerInstance} and {@code batchRegisterInstance}. */
  public Handler registers() {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object service, Object group, Object what)
          throws Throwable {
        if (Thread.currentThread() instanceof ClientThread) {
          return null;
        }
        announceWarmUp(owner, what);
        Registration asked =
            new Registration(
                owner,
                (String) service,
                (String) group,
                instances(owner, what),
                what instanceof List,
                contextFor(owner));
        if (delayed != null && isDelayed(new Delayed(owner, asked, Start.current()))) {
          log.info("{} is registered as soon as the application is ready", asked);
          return SKIP;
        }
        return add(asked) ? null : SKIP;
      }
    };
  }

  /** The handler of {@code deregisterInstance} and {@code batchDeregisterInstance}. */
  public Handler deregisters() {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object service, Object group, Object what)
          throws Throwable {
        if (Thread.currentThread() instanceof ClientThread) {
          return null;
        }
        ServiceName name = ServiceName.of((String) group, (String) service);
        List<RegisteredInstance> gone = instances(owner, what);
        if (gate.isClosed() || withdraw(owner, name, gone)) {
          // The agent has done it. A second request is useless, and takes seconds where Nacos is
          // gone.
          log.debug("{} is deregistered already", service);
          return SKIP;
        }
        remove(owner, name, gone);
        return null;
      }
    };
  }

  /**
   * The handler of {@code shutDown}. The client closes its connection or stops its beats, so there
   * is nothing left to deregister, and no way to do it.
   */
  public Handler closes(Consumer<Object> listener) {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object a, Object b, Object c) {
        forget(owner);
        listener.accept(owner);
        return null;
      }
    };
  }

  private void announceWarmUp(Object owner, Object what) throws Throwable {
    NacosHandles handles = warmUp == null ? null : clients.of(owner);
    if (handles != null) {
      for (Object instance : all(what)) {
        handles.addMetadata(instance, WarmUp.KEY, warmUp);
      }
    }
  }

  private List<RegisteredInstance> instances(Object owner, Object what) throws Throwable {
    NacosHandles handles = clients.of(owner);
    List<RegisteredInstance> instances = new ArrayList<>();
    if (handles != null) {
      for (Object instance : all(what)) {
        instances.add(handles.registered(instance));
      }
    }
    return instances;
  }

  /** One instance, or those of a batch. */
  private static List<?> all(Object what) {
    return what instanceof List ? (List<?>) what : Collections.singletonList(what);
  }

  /** What is online already, and registered once more, is not held up. */
  private synchronized boolean isDelayed(Delayed asked) {
    Registration registration = asked.registration;
    if (registration.instances.isEmpty()
        || refusal(registration) != null
        || online.stream().anyMatch(known -> known.isReplacedBy(registration))) {
      return false;
    }
    delayed.add(asked);
    return true;
  }

  /** In one step, so that nothing that was cancelled is made. */
  private synchronized boolean begins(Delayed next) {
    return delayed.contains(next) && (online.contains(next.registration) || add(next.registration));
  }

  /**
   * One step with the look at the gate, so that nothing is added behind the back of who takes
   * offline.
   *
   * @return false if it was refused
   */
  private synchronized boolean add(Registration added) {
    String refusal = refusal(added);
    Predicate<Registration> replaced = known -> known.owner() == null || known.isReplacedBy(added);
    if (refusal == null && offline.holds(added, replaced)) {
      refusal = "it was taken offline by hand; POST /online registers it";
    }
    if (refusal != null) {
      log.info("{} was not registered: {}", added.service, refusal);
      return false;
    }
    online.removeIf(replaced);
    offline.remove(replaced);
    gate.open(added.keys());
    if (!added.instances.isEmpty()) {
      online.add(added);
    }
    return true;
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

  private synchronized SpringContext contextFor(Object owner) {
    SpringContext context = contexts.refreshing();
    if (context == null && !contextOfOwner.containsKey(owner)) {
      context = contexts.running();
    }
    belongs(owner, context);
    return contextOfOwner.get(owner);
  }

  private synchronized void belongs(Object owner, SpringContext context) {
    if (context != null) {
      contextOfOwner.put(owner, context);
    }
  }

  /** Whether it is offline already; if so, it does not come back by hand either. */
  private synchronized boolean withdraw(
      Object owner, ServiceName service, List<RegisteredInstance> gone) {
    Predicate<Registration> same = known -> known.isOf(owner, service) && known.isAtAll(gone);
    offline.withdraw(same);
    return !cancel(same).isEmpty() || offline.has(same);
  }

  private synchronized void forget(Object owner) {
    online.removeIf(known -> known.owner() == owner);
    offline.remove(known -> known.owner() == owner || known.owner() == null);
    cancel(known -> known.owner() == owner);
  }

  private synchronized void remove(
      Object owner, ServiceName service, List<RegisteredInstance> gone) {
    for (int i = online.size() - 1; i >= 0; i--) {
      Registration known = online.get(i);
      if (known.isOf(owner, service)) {
        List<RegisteredInstance> left = new ArrayList<>(known.instances);
        left.removeIf(mine -> gone.stream().anyMatch(one -> one.at.isAt(mine.at.hostPort())));
        if (left.isEmpty()) {
          online.remove(i);
        } else {
          online.set(i, known.with(left));
        }
      }
    }
  }
}
