package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.registry.Preparation;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Warms an application up by itself before it is registered: calls paths of its own, and makes the
 * balancers of the services that it calls. What fails is logged and left: the registration follows
 * all the same. Runs on a thread of the agent, in bounded time.
 */
public final class Preheat implements Preparation {

  private static final Logger log = Log.get();

  private final List<String> paths;
  private final int count;
  private final List<String> clients;
  private final long timeoutMillis;
  private final Scheduler scheduler;

  /**
   * @param count how often each path is called
   * @param clients the service ids that are called
   * @param timeoutMillis for all together
   */
  public Preheat(List<String> paths, int count, List<String> clients, long timeoutMillis) {
    this(paths, count, clients, timeoutMillis, Scheduler.SYSTEM);
  }

  Preheat(
      List<String> paths,
      int count,
      List<String> clients,
      long timeoutMillis,
      Scheduler scheduler) {
    this.paths = paths;
    this.count = count;
    this.clients = clients;
    this.timeoutMillis = timeoutMillis;
    this.scheduler = scheduler;
  }

  @Override
  public void run(String ip, int port, SpringContext context) {
    long begin = scheduler.now();
    long deadline = begin + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    open(context);
    OwnRequests requests = new OwnRequests(ip, port, deadline, scheduler);
    for (int i = 0; i < count && !requests.isOver(); i++) {
      paths.forEach(requests::get); // in turns: each gets its part of a time that is too short
    }
    log.info(
        "preheated {}:{}: {} requests of {}, of which {} failed{}; balancers of {}; {} ms{}",
        ip,
        port,
        requests.count(),
        paths,
        requests.failed(),
        requests.failed() == 0 ? "" : " (the first: " + requests.firstFailure() + ")",
        clients,
        TimeUnit.NANOSECONDS.toMillis(scheduler.now() - begin),
        requests.isOver() ? " (the time was up)" : "");
  }

  /** On a thread of its own: what it calls is the application's, and may take for ever. */
  private void open(SpringContext context) {
    if (clients.isEmpty()) {
      return;
    }
    Thread opening =
        AgentThread.of(
            () -> clients.forEach(client -> ClientContext.open(client, context)),
            "preheat",
            Thread.currentThread().getContextClassLoader());
    scheduler.start(opening);
    try {
      if (!scheduler.join(opening, timeoutMillis)) {
        log.warn(
            "preheat.clients: the balancers of {} are not there after {} ms",
            clients,
            timeoutMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that
    }
  }
}
