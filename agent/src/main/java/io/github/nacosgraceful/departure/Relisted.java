package io.github.nacosgraceful.departure;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.node.Node;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/**
 * Says in one departure what nodes list although it was deregistered: the first few one by one, for
 * a node that hangs behind may list a thousand. Any thread.
 */
final class Relisted {

  private static final Logger log = Log.get();

  private static final int MOST = 10;

  private final AtomicInteger count = new AtomicInteger();

  /**
   * It is about to be deregistered again.
   *
   * @param isBack whether the node had said before that it is gone
   */
  void add(Registration registration, Node node, boolean isBack) {
    if (count.incrementAndGet() <= MOST) {
      log.info(
          isBack
              ? "{} is back on {}: it is deregistered again"
              : "{} is still listed on {}: it is deregistered again",
          registration,
          node.address);
    }
  }

  /** The departure is over. */
  void end() {
    int more = count.get() - MOST;
    if (more > 0) {
      log.info("{} times more something was listed that had left: it was deregistered again", more);
    }
  }
}
