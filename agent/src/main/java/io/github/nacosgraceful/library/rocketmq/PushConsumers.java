package io.github.nacosgraceful.library.rocketmq;

import io.github.nacosgraceful.intake.SourceType;
import io.github.nacosgraceful.intake.Work;
import io.github.nacosgraceful.member.Reflection;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A consumer that is suspended fetches nothing new. When the process ends it is shut down as soon
 * as what is under way has ended, so that the broker has its offsets and another consumer its
 * queues: shut down at once, as applications do it, it would not wait, and what is under way would
 * be delivered once more. A consumer that was shut down cannot be started again, so one that is
 * taken offline by hand is only suspended, and still handles what it has fetched, or is about to
 * get from a fetch under way.
 */
final class PushConsumers extends SourceType {

  static final List<String> MEMBERS =
      Collections.unmodifiableList(
          Arrays.asList("groupName", "getServiceState", "isPause", "suspend", "resume", "start"));

  PushConsumers(String part) {
    super(part, Work.MESSAGE);
  }

  @Override
  protected String name(Object consumer) throws Throwable {
    return String.valueOf(Reflection.call(consumer, "groupName"));
  }

  @Override
  protected boolean isTaking(Object consumer) throws Throwable {
    return isRunning(consumer) && !(Boolean) Reflection.call(consumer, "isPause");
  }

  private static boolean isRunning(Object consumer) throws Throwable {
    return "RUNNING".equals(String.valueOf(Reflection.call(consumer, "getServiceState")));
  }

  @Override
  protected void stop(Object consumer, boolean forGood, long millis, Runnable stopped)
      throws Throwable {
    Reflection.call(consumer, "suspend");
    if (!forGood) {
      stopped.run();
    }
  }

  @Override
  protected boolean end(Object consumer) throws Throwable {
    if (isRunning(consumer)) {
      Reflection.call(Reflection.get(consumer, "defaultMQPushConsumer"), "shutdown");
    }
    return true;
  }

  /** One that was to start while it was held has not started. */
  @Override
  protected void start(Object consumer) throws Throwable {
    Reflection.call(consumer, isRunning(consumer) ? "resume" : "start");
  }
}
