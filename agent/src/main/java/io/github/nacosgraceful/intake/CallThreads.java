package io.github.nacosgraceful.intake;

import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Crew;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.HashMap;
import java.util.Map;

/**
 * The threads on which libraries are told to stop and to start. One library that hangs leaves
 * threads to the others. There is none where nothing was told so far, as in most processes until
 * they end.
 */
final class CallThreads {

  /** At most so many calls at a time. */
  private static final int MOST = 16;

  private static final int LEAST_SHARE = 4;

  private final Scheduler scheduler;
  private final Map<SourceType, Crew.Lane> lanes = new HashMap<>();
  private Crew crew;

  CallThreads(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Calls the library of a source. Returns at once. */
  void call(SourceType type, Object source, Runnable work) {
    lane(type, source).execute(work);
  }

  private synchronized Crew.Lane lane(SourceType type, Object source) {
    if (crew == null) {
      crew = new Crew(MOST, LEAST_SHARE, work -> AgentThread.of(work, "intake", null), scheduler);
    }
    return lanes.computeIfAbsent(type, any -> crew.lane(source.getClass().getClassLoader()));
  }
}
