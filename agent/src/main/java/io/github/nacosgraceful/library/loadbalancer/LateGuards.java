package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.member.WeakIdentityMap;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;

/**
 * The guards of suppliers that were made before the agent came: the field that has their Flux is
 * final, so what they give is replaced each time that they are asked. Woven in only where the agent
 * comes late.
 *
 * <p>Nothing of the application is held: a guard holds its supplier and what that is made of
 * weakly, and is itself made anew where memory was short. Runs on the threads that pick.
 */
final class LateGuards extends Handler {

  private final int point;
  private final WeakIdentityMap<Guarded> suppliers = new WeakIdentityMap<>();

  /**
   * @param point of the suppliers that are made now
   */
  LateGuards(int point) {
    this.point = point;
  }

  /**
   * From now on the supplier gives what the guard says.
   *
   * @param delegate that it was made with
   * @param cached its Flux
   * @return whether there is a guard
   */
  boolean add(Object supplier, Object delegate, Object cached) {
    Guarded guarded = new Guarded(delegate);
    return guarded.flux(supplier, cached) != cached
        && suppliers.getOrAdd(supplier, () -> guarded) == guarded;
  }

  /** {@code get()} of a supplier has given its Flux. */
  @Override
  public Object replace(Object supplier, Object nothing, Object cached) {
    Guarded guarded = suppliers.get(supplier);
    return guarded == null ? cached : guarded.flux(supplier, cached);
  }

  /** One of them. */
  private final class Guarded {
    private final WeakReference<Object> delegate;
    private volatile SoftReference<Object> flux = new SoftReference<>(null);

    Guarded(Object delegate) {
      this.delegate = new WeakReference<>(delegate);
    }

    Object flux(Object supplier, Object cached) {
      Object known = flux.get();
      if (known == null) {
        known = Bridge.replace(point, supplier, delegate.get(), cached);
        flux = new SoftReference<>(known);
      }
      return known;
    }
  }
}
