package io.github.nacosgraceful.instance;

import java.lang.ref.WeakReference;

/** A NamingService that is held until nothing is registered through it any more. Any thread. */
final class OwnerReference extends WeakReference<Object> {

  private volatile Object held;

  OwnerReference(Object owner) {
    super(owner);
    held = owner;
  }

  void letGo() {
    held = null;
  }
}
