package io.github.nacosgraceful.context;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Lets Spring Boot's applications, from 2.3 on, say that they take no traffic while their callers
 * leave, so that {@code /actuator/health/readiness} turns. What the application has said itself
 * stays: it is neither said once more nor taken back.
 *
 * <p>Any thread asks for it, and waits for nothing: the application's listeners run on a thread of
 * the agent, one at a time. A listener that hangs holds up those behind it and nothing else.
 */
public final class Availability {

  private static final Logger log = Log.get();

  private final Contexts contexts;
  private final Scheduler scheduler;

  /** Those that are to take no traffic. */
  private final Set<SpringContext> wanted = new LinkedHashSet<>();

  /** What was said of them in their place: an event, or null where nothing was to be said. */
  private final Map<SpringContext, WeakReference<Object>> said = new HashMap<>();

  private boolean working;

  public Availability(Contexts contexts) {
    this(contexts, Scheduler.SYSTEM);
  }

  public Availability(Contexts contexts, Scheduler scheduler) {
    this.contexts = contexts;
    this.scheduler = scheduler;
  }

  /** All applications of this process take no traffic from now on. */
  public void refuse() {
    refuse(contexts.applications());
  }

  /** These contexts take none. */
  public synchronized void refuse(Collection<SpringContext> some) {
    wanted.removeIf(SpringContext::isGone);
    said.keySet().removeIf(SpringContext::isGone);
    some.stream().filter(context -> !context.isGone()).forEach(wanted::add);
    work();
  }

  /** They take traffic again, unless they have said otherwise since. */
  public synchronized void accept() {
    wanted.clear();
    work();
  }

  /** Whether there were applications, and all of them were closed: then nothing of them serves. */
  public boolean areApplicationsOver() {
    return contexts.areOver();
  }

  private void work() {
    if (!working && next() != null) {
      scheduler.start(AgentThread.of(this::sayAll, "availability", null));
      working = true;
    }
  }

  private void sayAll() {
    for (SpringContext context = begun(); context != null; context = begun()) {
      say(context);
    }
  }

  /** The next, on which nobody else is at work; null if that was all. */
  private synchronized SpringContext begun() {
    SpringContext next = next();
    working = next != null;
    return next;
  }

  /** Of which something else was said than what is wanted. */
  private SpringContext next() {
    for (SpringContext context : wanted) {
      if (!said.containsKey(context)) {
        return context;
      }
    }
    for (SpringContext context : said.keySet()) {
      if (!wanted.contains(context)) {
        return context;
      }
    }
    return null;
  }

  private void say(SpringContext context) {
    boolean refuse;
    WeakReference<Object> before;
    synchronized (this) {
      refuse = wanted.contains(context);
      before = said.remove(context);
      if (refuse) {
        said.put(context, null);
      }
    }
    try {
      if (refuse) {
        Object event = context.refuseTraffic();
        synchronized (this) {
          said.replace(context, event == null ? null : new WeakReference<>(event));
        }
      } else if (before != null) {
        context.acceptTraffic(before.get());
      }
    } catch (Throwable e) { // the application's own, from a listener
      log.debug("Spring Boot's readiness was not turned", e);
    }
  }
}
