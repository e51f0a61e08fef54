package io.github.nacosgraceful.departure;

import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Crew;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.SideBySide;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one departure, of which there are few, whatever there is to deregister and however
 * long Nacos hangs: some for calls that deregister, a few that find nodes or close connections, one
 * for each node, and one that keeps the time. Made and ended by the drain's thread.
 */
final class DepartureThreads {

  /** Calls that deregister, at a time. More are no faster: a server answers in milliseconds. */
  private static final int CALLS = 16;

  /** A client 1 that hangs at one node makes the next attempt at another. */
  private static final int LEAST_CALLS = 2;

  /** Names that are looked up, and connections that are closed, at a time. */
  private static final int OTHERS = 4;

  private final NodeThreads nodes;
  private final Crew calls;
  private final Crew lookUps;
  private final Crew closings;
  private final ScheduledExecutorService timer;
  private final Map<Owner, OfOwner> owners = new IdentityHashMap<>();

  DepartureThreads(Scheduler scheduler) {
    nodes = new NodeThreads(scheduler);
    calls =
        new Crew(CALLS, LEAST_CALLS, work -> ClientThread.of(work, "deregister", null), scheduler);
    lookUps = new Crew(OTHERS, 1, work -> AgentThread.of(work, "verify-nodes", null), scheduler);
    closings = new Crew(OTHERS, 1, work -> ClientThread.of(work, "close", null), scheduler);
    timer = scheduler.worker(work -> AgentThread.of(work, "leave", null));
  }

  /** On which the nodes are asked. */
  NodeThreads nodes() {
    return nodes;
  }

  /** Those for one client. */
  OfOwner of(Owner owner) {
    return owners.computeIfAbsent(owner, OfOwner::new);
  }

  /** Nothing is begun any more. A call that hangs ends with its thread. */
  void end() {
    calls.end();
    lookUps.end();
    closings.end();
    timer.shutdown();
    nodes.end();
  }

  /** What concerns one client has its share of the threads. */
  final class OfOwner implements SideBySide.Threads {

    private final Crew.Lane deregistering;
    private final Crew.Lane lookingUp;
    private final LastResort lastResort;

    private OfOwner(Owner owner) {
      deregistering = calls.lane(owner.loader());
      lookingUp = lookUps.lane(owner.loader());
      lastResort = new LastResort(owner.client, closings.lane(owner.loader()));
    }

    @Override
    public void call(int rank, Runnable attempt) {
      deregistering.execute(rank, attempt);
    }

    @Override
    public void later(long millis, Runnable work) {
      try {
        timer.schedule(work, millis, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException ended) {
        // by end()
      }
    }

    /** Where nodes are found. */
    Executor lookUps() {
      return lookingUp;
    }

    LastResort lastResort() {
      return lastResort;
    }
  }
}
