package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.bridge.Handler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has registered. Kept from the moment of the call on, not of its success: a
 * client whose request failed still sends beats or redoes it later. Runs on the threads that
 * register.
 */
final class Registrations {

  private static final Logger log = LoggerFactory.getLogger(Registrations.class);
  private static final Object SKIP = Boolean.TRUE;

  private final Gate gate;
  private final NacosClients clients;
  private final List<Registration> all = new ArrayList<>();

  Registrations(Gate gate, NacosClients clients) {
    this.gate = gate;
    this.clients = clients;
  }

  synchronized List<Registration> snapshot() {
    return Collections.unmodifiableList(new ArrayList<>(all));
  }

  /** The handler of {@code registerInstance} and {@code batchRegisterInstance}. */
  Handler registers() {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object service, Object group, Object what)
          throws Throwable {
        if (gate.isClosed()) {
          log.info("{} was not registered: this process is going offline", service);
          return SKIP;
        }
        List<Address> addresses = addresses(owner, what);
        add(
            new Registration(
                owner, (String) service, (String) group, addresses, what instanceof List));
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
        if (gate.isClosed()) {
          // The agent has done it. A second request is useless, and takes seconds where Nacos is
          // gone.
          log.debug("{} is deregistered already", service);
          return SKIP;
        }
        remove(owner, (String) service, (String) group, addresses(owner, what));
        return null;
      }
    };
  }

  /**
   * The handler of {@code shutDown}. The client closes its connection or stops its beats, so there
   * is nothing left to deregister, and no way to do it.
   */
  Handler closes() {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object a, Object b, Object c) {
        forget(owner);
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

  private synchronized void add(Registration added) {
    Object owner = added.owner();
    all.removeIf(
        known ->
            known.owner() == null
                || known.isOf(owner, added.service, added.group)
                    && (added.batch || known.addresses.stream().allMatch(added::has)));
    if (!added.addresses.isEmpty()) {
      all.add(added);
    }
  }

  private synchronized void forget(Object owner) {
    all.removeIf(known -> known.owner() == owner);
  }

  private synchronized void remove(
      Object owner, String service, String group, List<Address> addresses) {
    for (int i = all.size() - 1; i >= 0; i--) {
      Registration known = all.get(i);
      if (known.isOf(owner, service, group)) {
        List<Address> left = new ArrayList<>(known.addresses);
        left.removeIf(mine -> addresses.stream().anyMatch(gone -> gone.isAt(mine.ip, mine.port)));
        if (left.isEmpty()) {
          all.remove(i);
        } else {
          all.set(i, new Registration(owner, service, group, left, known.batch));
        }
      }
    }
  }
}
