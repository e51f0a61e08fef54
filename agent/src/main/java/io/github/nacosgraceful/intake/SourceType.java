package io.github.nacosgraceful.intake;

import java.util.Collections;
import java.util.List;

/**
 * The sources of one kind in one library: how one is told to take nothing new, and to take again.
 * Sources are the application's objects, and handed over with each call, so that nobody holds them.
 *
 * <p>Nothing is acknowledged, committed or rejected by the agent: whatever is under way ends as the
 * application and its library do it.
 */
public abstract class SourceType {

  private final String part;
  private final Work work;

  /**
   * @param part the name of the part that knows the library
   * @param work what the sources give to do
   */
  protected SourceType(String part, Work work) {
    this.part = part;
    this.work = work;
  }

  /** The name of the part that knows the library. */
  public final String part() {
    return part;
  }

  /**
   * What the log and the status call a source: as the application does. Asked once, on the thread
   * that starts it.
   */
  protected abstract String name(Object source) throws Throwable;

  /** Whether it takes what comes, as far as the library says. On a thread of the agent. */
  protected abstract boolean isTaking(Object source) throws Throwable;

  /**
   * Tells it to take nothing new. What is under way goes on. On a thread of the agent, which may be
   * blocked for as long as the library wants.
   *
   * @param forGood whether the process ends, or the context that it belongs to
   * @param millis for how long what is under way is waited for
   * @param stopped to be run when all has ended and the library is done with it; any thread, and as
   *     often as one likes
   */
  protected abstract void stop(Object source, boolean forGood, long millis, Runnable stopped)
      throws Throwable;

  /**
   * Called after {@link #stop} if the process ends, once nothing is under way any more. On a thread
   * of the agent.
   *
   * @return whether that was what the library had left to do; false where {@link #stop} itself
   *     tells when it is done
   */
  protected boolean end(Object source) throws Throwable {
    return false;
  }

  /** It takes again what comes, as before {@link #stop}. On a thread of the agent. */
  protected abstract void start(Object source) throws Throwable;

  /**
   * How many are under way, for a library that has to be asked.
   *
   * @param counted how many were counted
   */
  protected int running(Object source, int counted) throws Throwable {
    return counted;
  }

  /**
   * What is under way is called so, where that says more than the name of the source.
   *
   * @return one name for each; empty where there is none
   */
  protected List<String> names(Object source) throws Throwable {
    return Collections.emptyList();
  }

  /**
   * Whether something of that source runs on a thread, for a library that has to be asked. It
   * cannot end while the thread waits for the process to end.
   */
  protected boolean isOn(Object source, Thread thread) {
    return false;
  }

  /**
   * Whether its Spring context waits, when it is closed, for what is under way; which it does not
   * where the agent has stopped the source before.
   */
  protected boolean isAwaitedByItsContext() {
    return false;
  }

  final String count(int number) {
    return work.count(number);
  }
}
