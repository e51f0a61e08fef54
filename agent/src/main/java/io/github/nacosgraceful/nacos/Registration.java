package io.github.nacosgraceful.nacos;

import java.lang.ref.WeakReference;
import java.util.List;

/**
 * What was registered, and through whom: a server removes a gRPC registration only for the
 * connection that made it, so it must be deregistered through its owner. The owner is held weakly.
 * Immutable.
 */
public final class Registration {

  final String service;
  final String group;
  final List<Address> addresses;

  /** Registered by {@code batchRegisterInstance}: the whole set leaves in one request. */
  final boolean batch;

  private final WeakReference<Object> owner;

  Registration(Object owner, String service, String group, List<Address> addresses, boolean batch) {
    this.owner = new WeakReference<>(owner);
    this.service = service;
    this.group = group;
    this.addresses = addresses;
    this.batch = batch;
  }

  /** The NamingService, or null if the application let go of it. */
  Object owner() {
    return owner.get();
  }

  boolean isOf(Object otherOwner, String otherService, String otherGroup) {
    return owner.get() == otherOwner && service.equals(otherService) && group.equals(otherGroup);
  }

  boolean has(Address address) {
    return addresses.stream().anyMatch(mine -> mine.isAt(address.ip, address.port));
  }

  @Override
  public String toString() {
    return group + "@@" + service + " " + addresses;
  }
}
