package io.github.nacosgraceful.library.rocketmq;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.intake.Source;
import java.util.Collections;

/**
 * Messages in order are taken one after the other by a thread that is at it for up to a minute.
 * While the process leaves there are none left for it. Runs on that thread.
 */
final class Takes extends Handler {

  /** Non-null for none. */
  @Override
  public Object enter(Object queue, Object a, Object b, Object c) {
    Source current = Source.current();
    return current != null && current.isLeaving() ? current : null;
  }

  @Override
  public Object leave(Object none, Object queue, Object a, Object taken) {
    return none == null ? taken : Collections.emptyList();
  }
}
