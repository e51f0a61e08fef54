package io.github.nacosgraceful.instance;

import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.registry.Gate;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was registered, and through whom: a server removes a gRPC registration only for the
 * connection that made it, so it must be deregistered through its owner. The owner is held weakly.
 * Immutable.
 */
public final class Registration {

  public final String service;
  public final String group;
  public final List<RegisteredInstance> addresses;

  /** Registered by {@code batchRegisterInstance}: the whole set leaves in one request. */
  public final boolean batch;

  private final WeakReference<Object> owner;
  private final SpringContext context;
  private final long since;

  public Registration(
      Object owner,
      String service,
      String group,
      List<RegisteredInstance> addresses,
      boolean batch,
      SpringContext context) {
    this(
        new WeakReference<>(owner),
        service,
        group,
        addresses,
        batch,
        context,
        System.currentTimeMillis());
  }

  private Registration(
      WeakReference<Object> owner,
      String service,
      String group,
      List<RegisteredInstance> addresses,
      boolean batch,
      SpringContext context,
      long since) {
    this.owner = owner;
    this.service = service;
    this.group = group;
    this.addresses = addresses;
    this.batch = batch;
    this.context = context;
    this.since = since;
  }

  public String service() {
    return service;
  }

  public String group() {
    return group;
  }

  /** More than one if they were registered as a batch. */
  public List<Address> instances() {
    return Collections.unmodifiableList(addresses);
  }

  /** Since when it is what it is, online or offline: milliseconds since 1970. */
  public long since() {
    return since;
  }

  /** The Spring context that it belongs to, or null if it is the process's own. */
  public SpringContext context() {
    return context;
  }

  /** The NamingService, or null if the application let go of it. */
  public Object owner() {
    return owner.get();
  }

  public boolean isOf(Object otherOwner, String otherService, String otherGroup) {
    return owner.get() == otherOwner && service.equals(otherService) && group.equals(otherGroup);
  }

  public boolean isAt(String ip, int port) {
    return addresses.stream().anyMatch(mine -> mine.isAt(ip, port));
  }

  /** Whether the client knows no more of this once the other is registered. */
  public boolean isReplacedBy(Registration other) {
    return isOf(other.owner(), other.service, other.group)
        && (other.batch || addresses.stream().allMatch(mine -> other.isAt(mine.ip, mine.port)));
  }

  /** The same with fewer addresses. */
  public Registration with(List<RegisteredInstance> left) {
    return new Registration(owner, service, group, left, batch, context, since);
  }

  /** The same, being something else from now on. */
  public Registration sinceNow() {
    return new Registration(
        owner, service, group, addresses, batch, context, System.currentTimeMillis());
  }

  /** Under which names the gate knows it. */
  public List<String> keys() {
    return addresses.stream()
        .map(address -> Gate.key(service, group, address.ip, address.port))
        .collect(Collectors.toList());
  }

  @Override
  public String toString() {
    return group + "@@" + service + " " + addresses;
  }
}
