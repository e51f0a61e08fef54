package io.github.nacosgraceful.instance;

import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.log.Few;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was registered, and through whom: a server removes a gRPC registration only for the
 * connection that made it, so it must be deregistered through its owner. The owner is held until
 * {@link #letGo}: an application may keep it in a local variable only, while its client sends beats
 * on. Otherwise immutable.
 */
public final class Registration {

  /** As the application said it. */
  public final String service;

  /** As the application said it. */
  public final String group;

  /** More than one if they were registered as a batch. */
  public final List<RegisteredInstance> instances;

  /** Registered by {@code batchRegisterInstance}: the whole set leaves in one request. */
  public final boolean batch;

  /** Whether the server keeps one registration of a service for its owner: client 2 and 3. */
  private final boolean onePerService;

  private final OwnerReference owner;
  private final SpringContext context;
  private final long since;

  /** Of no context. */
  public Registration(
      Object owner,
      String service,
      String group,
      List<RegisteredInstance> instances,
      boolean batch) {
    this(
        new OwnerReference(owner),
        service,
        group,
        instances,
        batch,
        false,
        null,
        System.currentTimeMillis());
  }

  private Registration(
      OwnerReference owner,
      String service,
      String group,
      List<RegisteredInstance> instances,
      boolean batch,
      boolean onePerService,
      SpringContext context,
      long since) {
    this.owner = owner;
    this.service = service;
    this.group = group;
    this.instances = instances;
    this.batch = batch;
    this.onePerService = onePerService;
    this.context = context;
    this.since = since;
  }

  public String service() {
    return service;
  }

  public String group() {
    return group;
  }

  public ServiceName name() {
    return ServiceName.of(group, service);
  }

  /** Since when it is what it is, online or offline: milliseconds since 1970. */
  public long since() {
    return since;
  }

  /** The Spring context that it belongs to, or null if it is the process's own. */
  public SpringContext context() {
    return context;
  }

  /** The NamingService, or null if it was let go of, by the agent and by the application. */
  public Object owner() {
    return owner.get();
  }

  /** From now on it is the application's affair whether its owner is kept. */
  public void letGo() {
    owner.letGo();
  }

  public boolean isOf(Object otherOwner, ServiceName other) {
    return owner.get() == otherOwner && name().equals(other);
  }

  public boolean isAt(HostPort place) {
    return instances.stream().anyMatch(mine -> mine.at.isAt(place));
  }

  /** Whether it has an instance wherever one of these is. */
  public boolean isAtAll(List<RegisteredInstance> others) {
    return others.stream().allMatch(other -> isAt(other.at.hostPort()));
  }

  /** Whether the other is this once more: at the same places, or as the whole set. */
  public boolean isRenewedBy(Registration other) {
    return isOf(other.owner(), other.name()) && (other.batch || other.isAtAll(instances));
  }

  /** Whether client and server know no more of this once the other is registered. */
  public boolean isReplacedBy(Registration other) {
    return isRenewedBy(other)
        || onePerService
            && isOf(other.owner(), other.name())
            && isEphemeral(instances)
            && isEphemeral(other.instances);
  }

  /** Whether a server forgets it with its connection or its beats. */
  public boolean isEphemeral() {
    return isEphemeral(instances);
  }

  private static boolean isEphemeral(List<RegisteredInstance> some) {
    return some.stream().anyMatch(one -> one.at.ephemeral);
  }

  /** The same once these are deregistered, perhaps with no instance; itself if none is its own. */
  public Registration without(List<RegisteredInstance> gone) {
    List<RegisteredInstance> left = new ArrayList<>(instances);
    if (onePerService && !batch && isEphemeral(instances) && isEphemeral(gone)) {
      left.clear(); // whatever the address is: the server removes what this owner has
    }
    left.removeIf(mine -> gone.stream().anyMatch(one -> one.at.isAt(mine.at.hostPort())));
    return left.size() == instances.size() ? this : as(left);
  }

  /**
   * The same, of an owner for which the server keeps one registration of a service: a later one
   * takes its place, whatever its address is (nacos#5831, nacos#9261).
   */
  public Registration ofOnePerService() {
    return new Registration(owner, service, group, instances, batch, true, context, since);
  }

  /** The same, with these in the place of its instances. */
  public Registration as(List<RegisteredInstance> listed) {
    return new Registration(owner, service, group, listed, batch, onePerService, context, since);
  }

  /** Whether it is registered, but for nobody to see: Nacos lists no disabled instance. */
  public boolean isDisabled() {
    return instances.stream().noneMatch(instance -> instance.enabled);
  }

  /** The same, of a context; null for none. */
  public Registration in(SpringContext of) {
    return new Registration(owner, service, group, instances, batch, onePerService, of, since);
  }

  /** The same, being something else from now on. */
  public Registration sinceNow() {
    return new Registration(
        owner,
        service,
        group,
        instances,
        batch,
        onePerService,
        context,
        System.currentTimeMillis());
  }

  /** Under which names the gate knows it. */
  public List<String> keys() {
    ServiceName name = name();
    return instances.stream()
        .map(instance -> name.instance(instance.at.hostPort()))
        .collect(Collectors.toList());
  }

  /** Where it listens, whatever its addresses are: what only consumes is at 0, which is nowhere. */
  public Set<Integer> ports() {
    return instances.stream()
        .map(instance -> instance.at.port)
        .filter(port -> port > 0)
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return name() + " " + Few.list(instances);
  }
}
