package io.github.nacosgraceful.library.springkafka;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Runs;
import io.github.nacosgraceful.intake.SourceType;
import io.github.nacosgraceful.intake.Starts;
import io.github.nacosgraceful.intake.Work;
import io.github.nacosgraceful.member.Reflection;

/**
 * A container that is stopped polls no more, ends what it has polled, commits as it is configured
 * to, and leaves its group, so that others take its partitions over at once: Spring Kafka's own
 * way, only sooner. A container that is stopped already is not waited for when its context is
 * closed, so the agent does.
 *
 * <p>A container that hands replies to a template is none of them: a process that leaves calls
 * others until its own callers have left.
 */
final class KafkaContainers extends SourceType {

  private static final String TEMPLATE =
      "org.springframework.kafka.requestreply.ReplyingKafkaTemplate";

  KafkaContainers(String part) {
    super(part, Work.MESSAGE);
  }

  /** A container starts, on the thread that starts it. */
  Handler onStart(Intake intake) {
    return new Starts(intake, this) {
      @Override
      public Object enter(Object container, Object a, Object b, Object c) throws Throwable {
        return handles(container) == null || isChild(container) || isForReplies(container)
            ? null
            : super.enter(container, a, b, c);
      }
    };
  }

  private static boolean isChild(Object container) throws Throwable {
    for (Class<?> type = container.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(ConsumerHandles.CONTAINER)) {
        return ConsumerHandles.outermost(type).invoke(container) != container;
      }
    }
    return false;
  }

  private static boolean isForReplies(Object container) throws Throwable {
    Object listener = handles(container).listener(container);
    return listener != null && Reflection.isA(listener, TEMPLATE);
  }

  /** A consumer hands over what it has polled, on its thread. */
  static Handler onRecords(Intake intake) {
    return new Runs(intake) {
      @Override
      protected Object sourceOf(Object consumer) throws Throwable {
        ConsumerHandles handles = ConsumerHandles.MEMBERS.get(consumer.getClass());
        return handles == null ? null : handles.container(consumer);
      }
    };
  }

  private static KafkaHandles handles(Object container) {
    return KafkaHandles.MEMBERS.get(container.getClass());
  }

  @Override
  protected String name(Object container) throws Throwable {
    return handles(container).name(container);
  }

  @Override
  protected boolean isTaking(Object container) throws Throwable {
    return handles(container).isRunning(container);
  }

  @Override
  protected void stop(Object container, boolean forGood, long millis, Runnable stopped)
      throws Throwable {
    handles(container).stop(container, stopped);
  }

  @Override
  protected void start(Object container) throws Throwable {
    handles(container).start(container);
  }

  @Override
  protected boolean isAwaitedByItsContext() {
    return true;
  }
}
