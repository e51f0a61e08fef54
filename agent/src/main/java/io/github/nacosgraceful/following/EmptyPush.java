package io.github.nacosgraceful.following;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.nacos.ServiceInfoStore;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * One empty list in doubt: asks the other nodes, or the only one twice, and stores it when they
 * agree. Ends when a list with instances comes, and after a minute in any case. Runs on a thread of
 * its own.
 */
final class EmptyPush implements Runnable {

  private static final Logger log = Log.get();

  /** Nodes of a healthy cluster agree within 1.7 s. */
  private static final long NORMAL = TimeUnit.SECONDS.toNanos(3);

  private static final long GIVE_UP = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_MILLIS = 200;
  private static final long SLOW_POLL_MILLIS = 1000;

  /** Between two looks, while instances that are not listed any more still serve. */
  private static final long SERVED_POLL_MILLIS = 5000;

  /**
   * A server that has just come up is empty until the instances have found it: they reconnect
   * within five seconds, or ten where the server was away for long, and register within three.
   */
  private static final long AFTER_CONNECTING = TimeUnit.SECONDS.toNanos(15);

  /**
   * How long after its push an empty list is doubted with client 1: nobody sees a connection there,
   * and instances beat every five seconds.
   */
  private static final long AFTER_PUSH = TimeUnit.SECONDS.toNanos(6);

  private final NamingServices.Known owner;
  private final Asking asking;
  private final Object holder;
  private final String key;
  private final Object said;
  private final Believed believed;
  private final BooleanSupplier serves;
  private final Consumer<EmptyPush> whenOver;
  private final Scheduler scheduler;
  private final long begun;
  private final AtomicBoolean over = new AtomicBoolean();

  /** Finds the witnesses, on the thread of the push. */
  interface Asking {

    /**
     * @throws Exception where the client is built in another way
     */
    Witnesses through(Object namingService) throws Exception;
  }

  /**
   * @param holder the memory of the client
   * @param key of the service in it
   * @param said the empty list: a ServiceInfo or its JSON
   * @param serves whether the list may still be of use although every node says that it is empty:
   *     tries each instance, in bounded time
   * @param whenOver is told this once it is no longer in doubt, on the thread that ended it
   */
  EmptyPush(
      NamingServices.Known owner,
      Asking asking,
      Object holder,
      String key,
      Object said,
      Believed believed,
      BooleanSupplier serves,
      Consumer<EmptyPush> whenOver,
      Scheduler scheduler) {
    this.owner = owner;
    this.asking = asking;
    this.holder = holder;
    this.key = key;
    this.said = said;
    this.believed = believed;
    this.serves = serves;
    this.whenOver = whenOver;
    this.scheduler = scheduler;
    this.begun = scheduler.now();
  }

  boolean isOf(Object otherHolder, String otherKey) {
    return holder == otherHolder && key.equals(otherKey);
  }

  boolean asks(Object namingService) {
    return owner.get() == namingService;
  }

  boolean isOver() {
    return over.get();
  }

  /**
   * How long nobody would be believed yet, in milliseconds.
   *
   * @param connected whether the client has a connection
   */
  long earlyMillis(boolean connected) {
    return TimeUnit.NANOSECONDS.toMillis(trustedFrom(connected) - scheduler.now());
  }

  /**
   * It is in doubt no longer. Any thread.
   *
   * @return whether it was until now
   */
  boolean end() {
    boolean ended = over.compareAndSet(false, true);
    if (ended) {
      whenOver.accept(this);
    }
    return ended;
  }

  @Override
  public void run() {
    try {
      Object namingService = owner.get();
      if (namingService != null) {
        findOut(asking.through(namingService));
      }
    } catch (Throwable t) {
      cannotBeVerified(t);
    } finally {
      end();
    }
  }

  /** It is stored all the same, as without the agent. */
  void cannotBeVerified(Throwable why) {
    if (!over.get() && !serves.getAsBoolean()) {
      log.warn("the empty list of {} is believed: it cannot be verified ({})", key, Reason.of(why));
      believe();
    }
    end();
  }

  private void findOut(Witnesses witnesses) {
    int agreed = 0;
    boolean warned = false;
    Boolean listed = null;
    Stamp askedFrom = Stamp.NEVER;
    for (long now = begun; !over.get() && now - begun < GIVE_UP; now = scheduler.now()) {
      long early = earlyMillis(witnesses.haveConnection());
      if (early > 0) {
        // Nobody is asked whom nobody would believe: all callers of all services would, while a
        // server that has just come up has enough to do.
        agreed = 0;
        askedFrom = Stamp.NEVER;
        scheduler.pause(Math.min(early, SLOW_POLL_MILLIS));
        continue;
      }
      askedFrom = askedFrom.isNever() ? Stamp.at(scheduler.now()) : askedFrom;
      Witnesses.Testimony told = witnesses.ask();
      listed = told.listed;
      agreed = told.isNone() ? agreed + 1 : 0;
      if (agreed >= (told.byOther ? 1 : 2)) {
        if (serves.getAsBoolean()) {
          scheduler.pause(SERVED_POLL_MILLIS);
          continue;
        }
        log.info(
            "{} has no instances any more: {} confirms it after {} ms",
            key,
            told.witness,
            TimeUnit.NANOSECONDS.toMillis(scheduler.now() - begun));
        believe();
        return;
      }
      if (!warned && now - begun >= NORMAL && !told.isNone()) {
        warned = true;
        log.warn(
            "Nacos says that {} has no instances, {}: those known before are kept meanwhile",
            key,
            told.listed == null ? "and no node answers" : "but " + told.witness + " lists some");
      }
      scheduler.pause(askedFrom.isWithin(NORMAL, now) ? POLL_MILLIS : SLOW_POLL_MILLIS);
    }
    if (!askedFrom.isNever() && listed == null && !over.get() && !serves.getAsBoolean()) {
      log.warn("the empty list of {} is believed: no node could be asked for a minute", key);
      believe();
    }
  }

  /** Before then, none may mean not yet. It moves on with each new connection. */
  private long trustedFrom(boolean connected) {
    return connected ? owner.connectedAt + AFTER_CONNECTING : begun + AFTER_PUSH;
  }

  /** Stores it after all, unless a list with instances came meanwhile. */
  private void believe() {
    if (end()) {
      believed.store(
          said,
          () -> {
            try {
              new ServiceInfoStore(holder).process(said);
            } catch (ReflectiveOperationException e) {
              log.warn("the empty list of {} cannot be stored ({})", key, Reason.of(e));
            }
          });
    }
  }
}
