package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.spring.Contexts;
import io.github.nacosgraceful.spring.SpringContext;
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
final class Registrations {

  private static final Logger log = LoggerFactory.getLogger(Registrations.class);
  private static final Object SKIP = Boolean.TRUE;

  private final Gate gate;
  private final NacosClients clients;
  private final Contexts contexts;
  private final List<Registration> online = new ArrayList<>();

  /** What the agent has deregistered, or is about to, while the process lives on. */
  private final List<Registration> offline = new ArrayList<>();

  /** Where an owner was made or last used in a refresh. NacosNamingService has no equals. */
  private final Map<Object, SpringContext> contextOfOwner = new WeakHashMap<>();

  Registrations(Gate gate, NacosClients clients, Contexts contexts) {
    this.gate = gate;
    this.clients = clients;
    this.contexts = contexts;
  }

  /** What is online. */
  synchronized List<Registration> snapshot() {
    return Collections.unmodifiableList(new ArrayList<>(online));
  }

  /** Closes the gate for everything, and takes everything offline. */
  synchronized List<Registration> takeOffline() {
    gate.close();
    return takeOffline(any -> true);
  }

  /** Closes the gate for these: only an explicit registration opens it again. */
  synchronized List<Registration> takeOffline(Predicate<Registration> which) {
    List<Registration> taken = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Registration registration : online) {
      if (which.test(registration)) {
        taken.add(registration);
        keys.addAll(registration.keys());
      }
    }
    online.removeAll(taken);
    online.forEach(other -> keys.removeAll(other.keys()));
    offline.addAll(taken);
    gate.close(keys);
    return taken;
  }

  synchronized boolean hasTakenOffline(Predicate<Registration> which) {
    return offline.stream().anyMatch(which);
  }

  /** A NamingService that is built while a context is refreshed belongs to it. */
  void created(Object owner) {
    SpringContext context = contexts.refreshing();
    belongs(owner, context == null ? contexts.running() : context);
  }

  /** The handler of {@code registerInstance} and {@code batchRegisterInstance}. */
  Handler registers() {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object service, Object group, Object what)
          throws Throwable {
        List<Address> addresses = addresses(owner, what);
        String refusal =
            add(owner, (String) service, (String) group, addresses, what instanceof List);
        if (refusal != null) {
          log.info("{} was not registered: {}", service, refusal);
          return SKIP;
        }
        return null;
      }
    };
  }

  /** The handler of {@code deregisterInstance} and {@code batchDeregisterInstance}. */
  Handler deregisters() {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object service, Object group, Object what)
          throws Throwable {
        if (Thread.currentThread() instanceof AgentThread) {
          return null;
        }
        List<Address> addresses = addresses(owner, what);
        if (gate.isClosed() || isOffline(owner, (String) service, (String) group, addresses)) {
          // The agent has done it. A second request is useless, and takes seconds where Nacos is
          // gone.
          log.debug("{} is deregistered already", service);
          return SKIP;
        }
        remove(owner, (String) service, (String) group, addresses);
        return null;
      }
    };
  }

  /**
   * The handler of {@code shutDown}. The client closes its connection or stops its beats, so there
   * is nothing left to deregister, and no way to do it.
   */
  Handler closes(Consumer<Object> listener) {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object a, Object b, Object c) {
        forget(owner);
        listener.accept(owner);
        return null;
      }
    };
  }

  private List<Address> addresses(Object owner, Object what) throws Throwable {
    NacosHandles handles = clients.of(owner);
    List<Address> addresses = new ArrayList<>();
    if (handles != null) {
      for (Object instance :
          what instanceof List ? (List<?>) what : Collections.singletonList(what)) {
        addresses.add(handles.address(instance));
      }
    }
    return addresses;
  }

  /**
   * One step with the look at the gate, so that nothing is added behind the back of who takes
   * offline.
   *
   * @return null, or why it was refused
   */
  private synchronized String add(
      Object owner, String service, String group, List<Address> addresses, boolean batch) {
    if (gate.isClosed()) {
      return "this process is going offline";
    }
    SpringContext context = contextFor(owner);
    if (context != null && contexts.isClosing(context)) {
      return "its context is being closed";
    }
    Registration added = new Registration(owner, service, group, addresses, batch, context);
    Predicate<Registration> replaced =
        known ->
            known.owner() == null
                || known.isOf(owner, service, group)
                    && (batch
                        || known.addresses.stream()
                            .allMatch(mine -> added.isAt(mine.ip, mine.port)));
    online.removeIf(replaced);
    offline.removeIf(replaced);
    gate.open(added.keys());
    if (!addresses.isEmpty()) {
      online.add(added);
    }
    return null;
  }

  private SpringContext contextFor(Object owner) {
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

  private synchronized boolean isOffline(
      Object owner, String service, String group, List<Address> addresses) {
    return offline.stream()
        .anyMatch(
            known ->
                known.isOf(owner, service, group)
                    && addresses.stream().allMatch(one -> known.isAt(one.ip, one.port)));
  }

  private synchronized void forget(Object owner) {
    online.removeIf(known -> known.owner() == owner);
    offline.removeIf(known -> known.owner() == owner || known.owner() == null);
  }

  private synchronized void remove(
      Object owner, String service, String group, List<Address> addresses) {
    for (int i = online.size() - 1; i >= 0; i--) {
      Registration known = online.get(i);
      if (known.isOf(owner, service, group)) {
        List<Address> left = new ArrayList<>(known.addresses);
        left.removeIf(mine -> addresses.stream().anyMatch(gone -> gone.isAt(mine.ip, mine.port)));
        if (left.isEmpty()) {
          online.remove(i);
        } else {
          online.set(i, known.with(left));
        }
      }
    }
  }
}
