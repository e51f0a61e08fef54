package io.github.nacosgraceful.library.springrabbit;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.SourceType;
import io.github.nacosgraceful.intake.Starts;
import io.github.nacosgraceful.intake.Work;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.member.WeakIdentityMap;

/**
 * A container that is stopped cancels its consumers, ends what its listeners have begun, and
 * acknowledges it as it is configured to. What was fetched and not begun goes back to the queue
 * where the version can do so, and is handled before it stops where not.
 *
 * <p>Spring AMQP waits 5 s, unless told otherwise, and then closes the connection: what is under
 * way is delivered once more. A drain waits longer, so the container does.
 *
 * <p>A container that hands replies to a template is none of them: a process that leaves calls
 * others until its own callers have left.
 */
final class RabbitContainers extends SourceType {

  /** What the application has configured, to be set again when the container starts again. */
  private final WeakIdentityMap<Configured> configured = new WeakIdentityMap<>();

  private static final String REPLIES =
      "org.springframework.amqp.rabbit.listener.DirectReplyToMessageListenerContainer";

  private static final String[] TEMPLATES = {
    "org.springframework.amqp.rabbit.core.RabbitTemplate",
    "org.springframework.amqp.rabbit.AsyncRabbitTemplate",
  };

  private static final class Configured {
    long timeout;
    boolean forced;
  }

  RabbitContainers(String part) {
    super(part, Work.MESSAGE);
  }

  /** A container starts, on the thread that starts it. */
  Handler onStart(Intake intake) {
    return new Starts(intake, this) {
      @Override
      public Object enter(Object container, Object a, Object b, Object c) throws Throwable {
        return isForReplies(container) ? null : super.enter(container, a, b, c);
      }
    };
  }

  private static boolean isForReplies(Object container) throws Throwable {
    if (Reflection.isA(container, REPLIES)) {
      return true;
    }
    Object listener = Reflection.call(container, "getMessageListener");
    for (String template : TEMPLATES) {
      if (listener != null && Reflection.isA(listener, template)) {
        return true;
      }
    }
    return false;
  }

  private static RabbitHandles handles(Object container) throws NoSuchMethodException {
    RabbitHandles handles = RabbitHandles.MEMBERS.get(container.getClass());
    if (handles == null) {
      throw new NoSuchMethodException("a container of another kind");
    }
    return handles;
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
    RabbitHandles handles = handles(container);
    Configured own = configured.getOrAdd(container, Configured::new);
    own.timeout = handles.timeout(container);
    own.forced = handles.isForced(container);
    handles.setTimeout(container, Math.max(own.timeout, millis));
    handles.setForced(container, true);
    handles.stop(container, stopped);
  }

  @Override
  protected void start(Object container) throws Throwable {
    RabbitHandles handles = handles(container);
    Configured own = configured.get(container);
    if (own != null) {
      handles.setTimeout(container, own.timeout);
      handles.setForced(container, own.forced);
    }
    handles.start(container);
  }

  @Override
  protected boolean isAwaitedByItsContext() {
    return true;
  }
}
