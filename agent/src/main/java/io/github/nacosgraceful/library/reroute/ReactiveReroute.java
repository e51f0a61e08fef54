package io.github.nacosgraceful.library.reroute;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.reroute.Reroutes;
import java.util.function.Function;

/**
 * A call through a balancer's filter that gives a Mono. If it could not connect, the same filter is
 * asked once more, so that it picks, counts and tells as for any call. On the thread that builds
 * the Mono; what comes later is on the thread on which it fails, which must not wait.
 *
 * <p>The Mono of a service that Nacos lists gets one operator more, as there is no other way to
 * hear of its failure.
 */
abstract class ReactiveReroute extends Handler {

  /** Set while a filter is asked once more: its Mono is not asked a third time. */
  private static final ThreadLocal<Boolean> AGAIN = new ThreadLocal<>();

  private final Reroutes reroutes;
  private final int point;

  /**
   * @param point under which errors are counted
   */
  ReactiveReroute(Reroutes reroutes, int point) {
    this.reroutes = reroutes;
    this.point = point;
  }

  /**
   * The members that are needed.
   *
   * @param filter the balancer's
   * @return null if this version lacks some
   */
  abstract FilterHandles handles(Object filter);

  /** The name of the service that is called; null if none is. */
  abstract String service(FilterHandles handles, Object call) throws Throwable;

  /**
   * Where the call could not connect to; null if it may have been sent, or must not be made once
   * more.
   */
  abstract HostPort unsent(FilterHandles handles, Object call, Throwable thrown) throws Throwable;

  /** Makes the call what it was before the filter was asked. */
  abstract void reset(FilterHandles handles, Object call) throws Throwable;

  /** Keeps what comes behind the filter. */
  @Override
  public Object enter(Object next, Object a, Object b, Object c) {
    return next;
  }

  @Override
  public Object leave(Object next, Object filter, Object call, Object mono) throws Throwable {
    reroutes.call();
    FilterHandles handles = mono == null || AGAIN.get() != null ? null : handles(filter);
    String service = handles == null ? null : service(handles, call);
    return service == null || !reroutes.knows(service)
        ? mono
        : handles.mono.onErrorResume(mono, new Again(handles, service, filter, call, next));
  }

  /** What takes the place of a Mono that failed. */
  private final class Again implements Function<Throwable, Object> {

    private final FilterHandles handles;
    private final String service;
    private final Object filter;
    private final Object call;
    private final Object next;

    Again(FilterHandles handles, String service, Object filter, Object call, Object next) {
      this.handles = handles;
      this.service = service;
      this.filter = filter;
      this.call = call;
      this.next = next;
    }

    @Override
    public Object apply(Throwable thrown) {
      try {
        Object second = second(thrown);
        return second == null ? handles.mono.error(thrown) : second;
      } catch (Throwable t) {
        Bridge.suppressed(point, t);
        return null; // which Reactor takes for a failure, with the first one suppressed
      }
    }

    private Object second(Throwable thrown) throws Throwable {
      try {
        HostPort failed = unsent(handles, call, thrown);
        if (failed == null || !reroutes.grants(service, failed)) {
          return null;
        }
      } catch (Throwable t) {
        Bridge.suppressed(point, t);
        return null;
      }
      AGAIN.set(true);
      try {
        reset(handles, call);
        return handles.mono.onEnd(
            handles.filter.invoke(filter, call, next),
            answer -> reroutes.ended(null),
            failure -> {
              reroutes.ended(failure);
              if (failure != thrown) {
                failure.addSuppressed(thrown);
              }
            });
      } finally {
        AGAIN.remove();
      }
    }
  }
}
