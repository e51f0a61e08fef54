package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.SpringContext;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * To which Spring context a registration belongs, by the NamingService that it is made through, its
 * owner: to the context that is being refreshed on its thread; else to the one that its owner
 * belongs to; else to the one that {@code SpringApplication.run} has just started on its thread;
 * else to no context, and leaves with the process.
 *
 * <p>Holds owners weakly. Asked on the threads that make NamingServices and register.
 */
final class ContextOfOwner {

  private final Contexts contexts;

  /** Where an owner was made or last used in a refresh. NacosNamingService has no equals. */
  private final Map<Object, SpringContext> known = new WeakHashMap<>();

  ContextOfOwner(Contexts contexts) {
    this.contexts = contexts;
  }

  /** A NamingService that is built while a context is refreshed belongs to it. */
  synchronized void created(Object owner) {
    SpringContext context = contexts.refreshing();
    belongs(owner, context == null ? contexts.running() : context);
  }

  /** Of a registration that is made now, on this thread; null for none. */
  synchronized SpringContext of(Object owner) {
    SpringContext context = contexts.refreshing();
    if (context == null && !known.containsKey(owner)) {
      context = contexts.running();
    }
    belongs(owner, context);
    return known.get(owner);
  }

  private void belongs(Object owner, SpringContext context) {
    if (context != null) {
      known.put(owner, context);
    }
  }
}
