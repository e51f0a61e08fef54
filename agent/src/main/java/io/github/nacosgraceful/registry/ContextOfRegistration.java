package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.instance.Registration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * To which Spring context a registration belongs: to the context that is being refreshed on its
 * thread; else to the one that its NamingService, its owner, belongs to; else to the one that
 * {@code SpringApplication.run} has just started on its thread.
 *
 * <p>Long after the start, as when a refresh of the configuration makes a framework register anew
 * through a new owner, none of these is known. Then it belongs to the context that had registered
 * the same instance before; else to the one whose web server it is about; else, if a service
 * registry of Spring Cloud registers it, to the only application there is. Else it belongs to no
 * context, and leaves with the process.
 *
 * <p>Holds owners weakly. Asked on the threads that make NamingServices and register.
 */
final class ContextOfRegistration {

  /** More than any process registers, and not much to keep. */
  private static final int MOST_PLACES = 1000;

  private final Contexts contexts;
  private final Predicate<String> isOnline;

  /** Where an owner was made or last used in a refresh. NacosNamingService has no equals. */
  private final Map<Object, SpringContext> known = new WeakHashMap<>();

  /** By the name of an instance: which context registered it last. */
  private final Map<String, SpringContext> places =
      new LinkedHashMap<String, SpringContext>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SpringContext> eldest) {
          return size() > MOST_PLACES;
        }
      };

  /**
   * @param isOnline whether an instance of that name is, through whichever owner
   */
  ContextOfRegistration(Contexts contexts, Predicate<String> isOnline) {
    this.contexts = contexts;
    this.isOnline = isOnline;
  }

  /** A NamingService that is built while a context is refreshed belongs to it. */
  synchronized void created(Object owner) {
    SpringContext context = contexts.refreshing();
    belongs(owner, context == null ? contexts.running() : context);
  }

  /** Of what is registered now, on this thread; null for none. */
  SpringContext of(Registration asked) {
    SpringContext context = find(asked);
    synchronized (this) {
      belongs(asked.owner(), context);
      if (context != null) {
        asked.keys().forEach(place -> places.put(place, context));
      }
    }
    return context;
  }

  private SpringContext find(Registration asked) {
    SpringContext context = contexts.refreshing();
    context = context == null ? ofOwner(asked.owner()) : context;
    context = context == null ? contexts.running() : context;
    context = context == null ? before(asked) : context;
    context = context == null ? contexts.serving(asked.ports()) : context;
    return context == null ? contexts.registering() : context;
  }

  private synchronized SpringContext ofOwner(Object owner) {
    return known.get(owner);
  }

  /** Not if it is online through another owner, whose place it does not take then. */
  private SpringContext before(Registration asked) {
    for (String place : asked.keys()) {
      SpringContext context = placed(place);
      if (context != null && contexts.isUp(context) && !isOnline.test(place)) {
        return context;
      }
    }
    return null;
  }

  private synchronized SpringContext placed(String place) {
    return places.get(place);
  }

  private void belongs(Object owner, SpringContext context) {
    if (context != null) {
      known.put(owner, context);
    }
  }
}
