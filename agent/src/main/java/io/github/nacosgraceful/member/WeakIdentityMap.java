package io.github.nacosgraceful.member;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What the agent keeps for objects of the application: by identity, and without holding them, so
 * that no application is kept from being unloaded. A value must not refer to its object. Looking
 * one up takes no lock, and allocates nothing once a thread has done it before.
 */
public final class WeakIdentityMap<V> {

  private final Map<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final ThreadLocal<Probe> probes = ThreadLocal.withInitial(Probe::new);

  /** The value for an object, or null. */
  public V get(Object object) {
    Probe probe = probes.get();
    probe.object = object;
    try {
      return values.get(probe);
    } finally {
      probe.object = null;
    }
  }

  /** The value for an object, which is made if there is none. */
  public V getOrAdd(Object object, Supplier<V> value) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      values.remove(gone);
    }
    return values.computeIfAbsent(new Key(object, collected), key -> value.get());
  }

  /** Those of which the object is still there. */
  public void forEach(BiConsumer<Object, V> action) {
    values.forEach(
        (key, value) -> {
          Object object = ((Key) key).get();
          if (object != null) {
            action.accept(object, value);
          }
        });
  }

  /** What is in the map. Equal to itself, and to whatever refers to the same object. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object object, ReferenceQueue<Object> queue) {
      super(object, queue);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key && ((Key) other).get() == mine;
    }
  }

  /** What is looked up: the map asks it, not the key, whether they are equal. */
  private static final class Probe {
    private Object object;

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key && ((Key) other).get() == object;
    }
  }
}
