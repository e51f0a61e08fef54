package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Registers once more what a restarted Nacos has lost. Client 2 and 3 redo their registrations when
 * they are connected again; but the nodes of a cluster that is restarted as a whole may drop some
 * of them afterwards, when one takes over an older copy from another (nacos#15857), and the client
 * takes them for registered as long as its connection lasts. The beats of client 1 bring back what
 * is lost.
 *
 * <p>Looks only for a while after a new connection: what goes from the lists at any other time was
 * taken off by somebody.
 */
public final class LostRegistrations {

  private final Registrations registrations;
  private final Scheduler scheduler;

  /** By NamingService, which has no equals. Its lock is held where a watch begins and ends. */
  private final Map<Object, LostWatch> watches = new IdentityHashMap<>();

  public LostRegistrations(Registrations registrations) {
    this(registrations, Scheduler.SYSTEM);
  }

  LostRegistrations(Registrations registrations, Scheduler scheduler) {
    this.registrations = registrations;
    this.scheduler = scheduler;
  }

  /** A NamingService has a new connection. Any thread; returns at once. */
  public void connected(Object namingService) {
    synchronized (watches) {
      LostWatch known = watches.get(namingService);
      if (known != null) {
        known.beginAnew();
        return;
      }
      LostWatch begun = new LostWatch(namingService, registrations, scheduler);
      if (begun.isOver()) {
        return; // it has registered nothing
      }
      scheduler.start(
          ClientThread.of(() -> run(begun), "lost", namingService.getClass().getClassLoader()));
      watches.put(namingService, begun); // not where no thread is to be had
    }
  }

  private void run(LostWatch watch) {
    try {
      while (!ends(watch)) {
        watch.look();
      }
    } finally {
      synchronized (watches) {
        watches.remove(watch.namingService, watch);
      }
    }
  }

  private boolean ends(LostWatch watch) {
    synchronized (watches) {
      // Interrupted, by nobody of ours, it could not pause any more.
      boolean over = watch.isOver() || Thread.currentThread().isInterrupted();
      if (over) {
        watches.remove(watch.namingService);
      }
      return over;
    }
  }
}
