package io.github.nacosgraceful.rollout;

import java.util.List;

/** Makes calls from its start on until it is closed, which waits for those under way. */
interface CallLoop extends AutoCloseable {

  void start();

  /** The calls that have ended so far. */
  List<Call> calls();

  @Override
  void close() throws InterruptedException;
}
