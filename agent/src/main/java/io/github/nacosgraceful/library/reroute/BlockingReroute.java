package io.github.nacosgraceful.library.reroute;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.reroute.Unsent;

/**
 * A call through a balancer that blocks. What it throws if it could not connect is replaced by what
 * comes of the same call when it is made once more: by the balancer's own method, so that it picks,
 * counts and tells as for any call. On the thread that calls.
 */
abstract class BlockingReroute extends Handler {

  /** Set while a call is made once more: it is not made a third time. */
  private static final ThreadLocal<Boolean> AGAIN = new ThreadLocal<>();

  private final Reroutes reroutes;

  BlockingReroute(Reroutes reroutes) {
    this.reroutes = reroutes;
  }

  /** The name of the service that is called; null if it cannot be read. */
  abstract String service(Object balancer, Object request) throws Throwable;

  /**
   * The call that makes it once more.
   *
   * @param unsent the one that never left
   * @return null if it must not be made
   */
  abstract Call again(Unsent unsent, Object balancer, Object request, Object b, Object c)
      throws Throwable;

  @Override
  public Object enter(Object self, Object a, Object b, Object c) {
    reroutes.call();
    return null;
  }

  @Override
  public Object rescue(Object balancer, Object request, Object b, Object c, Throwable thrown)
      throws Throwable {
    Unsent unsent = Unsent.in(thrown);
    if (unsent == null || AGAIN.get() != null) {
      return thrown;
    }
    Call again = again(unsent, balancer, request, b, c);
    if (again == null || !reroutes.grants(service(balancer, request), unsent.address())) {
      return thrown;
    }
    AGAIN.set(true);
    try {
      Object result = again.make();
      reroutes.ended(null);
      return result;
    } catch (Throwable second) {
      reroutes.ended(second);
      if (second != thrown) {
        second.addSuppressed(thrown);
      }
      return second;
    } finally {
      AGAIN.remove();
    }
  }

  /** A method of the application's library that is called. */
  interface Call {
    Object make() throws Throwable;
  }
}
