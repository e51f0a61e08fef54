package io.github.nacosgraceful.context;

import io.github.nacosgraceful.bridge.Handler;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which Spring contexts come up and go down, on which thread. Nothing of the application is held
 * longer than its own call lasts.
 */
public final class Contexts {

  private static final String CONTEXT =
      "org.springframework.context.support.AbstractApplicationContext";

  /** Packages of service registries; the last is that of Spring Cloud Alibaba 0.x. */
  private static final List<String> REGISTRIES =
      Arrays.asList(
          "org.springframework.cloud.client.serviceregistry.",
          "com.alibaba.cloud.nacos.registry.",
          "org.springframework.cloud.alibaba.nacos.registry.");

  private final ThreadLocal<SpringContext> refreshing = new ThreadLocal<>();

  /** What {@code SpringApplication.run} refreshed last on this thread. */
  private final ThreadLocal<SpringContext> ran = new ThreadLocal<>();

  private final UpContexts up = new UpContexts();
  private final List<Closing> closing = new CopyOnWriteArrayList<>();

  /** A context is refreshed: {@code refresh()}. */
  public Handler onRefresh() {
    return new Handler() {
      @Override
      public Object enter(Object context, Object a, Object b, Object c) {
        SpringContext entered =
            new SpringContext(
                context, Thread.currentThread().getContextClassLoader(), refreshing(2));
        refreshing.set(entered);
        return entered;
      }

      @Override
      public void exit(Object entered, Object context, Object a) {
        SpringContext refreshed = (SpringContext) entered;
        if (refreshed == null) {
          return;
        }
        up.add(refreshed);
        if (refreshed.around != null) {
          refreshing.set(refreshed.around);
          return;
        }
        refreshing.remove();
        if (Start.isOnStack(Thread.currentThread(), "refresh")) {
          refreshed.isApplication = true;
          ran.set(refreshed);
        }
      }
    };
  }

  /**
   * The context that is being refreshed on this thread, the innermost: the web server that a
   * registration is about is its own. Or null.
   */
  public SpringContext refreshing() {
    return refreshing(1);
  }

  /**
   * @param refreshes how many the thread has to be in; where it is in fewer, the end of one was
   *     missed, and what comes now is not of that context
   */
  private SpringContext refreshing(int refreshes) {
    SpringContext last = refreshing.get();
    return last != null
            && Start.countOnStack(Thread.currentThread(), CONTEXT, "refresh") >= refreshes
        ? last
        : null;
  }

  /**
   * The context that {@code SpringApplication.run} is about to return on this thread: its runners
   * and listeners are running. Or null.
   */
  public SpringContext running() {
    SpringContext last = ran.get();
    return last != null && Start.isOnStack(Thread.currentThread(), "run") ? last : null;
  }

  /** Whether it was refreshed last and not closed since. */
  public boolean isUp(SpringContext context) {
    return up.contains(context);
  }

  /** Those of the applications that {@code SpringApplication} has run and that are up. */
  List<SpringContext> applications() {
    return up.applications();
  }

  /** Whether there were contexts, and all of them were closed: then nothing of Spring serves. */
  boolean areOver() {
    return up.areOver();
  }

  /** The context that is up and has a web server at one of these ports. Or null. */
  public SpringContext serving(Set<Integer> ports) {
    return up.serving(ports);
  }

  /**
   * The context of the only application that {@code SpringApplication} has run, if one of its beans
   * calls on this thread: a service registry of Spring Cloud. Or null.
   */
  public SpringContext registering() {
    for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
      if (REGISTRIES.stream().anyMatch(frame.getClassName()::startsWith)) {
        return up.onlyApplication();
      }
    }
    return null;
  }

  /** Whether the context, or one around it, is inside {@code close()}. */
  public boolean isClosing(SpringContext context) {
    for (Closing one : closing) {
      if (context.isWithin(one.context)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a context is being closed on this thread. */
  public boolean isClosingOnThisThread() {
    for (Closing one : closing) {
      if (one.thread == Thread.currentThread()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a context that is being closed on this thread was drained before. */
  public boolean isDrainedOnThisThread() {
    for (Closing one : closing) {
      if (one.thread == Thread.currentThread() && one.drained) {
        return true;
      }
    }
    return false;
  }

  public Closing begins(Object context) {
    Closing begun = new Closing(context);
    closing.add(begun);
    return begun;
  }

  public void ends(Closing ended) {
    closing.remove(ended);
    up.remove(ended.context);
  }

  /** The id of a context: with Spring Boot, the name of the application. */
  public static String nameOf(Object context) {
    try {
      Class<?> type = context.getClass();
      while (!type.getName().equals(CONTEXT)) {
        type = type.getSuperclass();
      }
      return String.valueOf(type.getMethod("getId").invoke(context));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return context.getClass().getSimpleName();
    }
  }

  /** One call of {@code close()}, from its start to its end. */
  public static final class Closing {

    private final Object context;
    private final Thread thread = Thread.currentThread();
    private volatile boolean drained;

    private Closing(Object context) {
      this.context = context;
    }

    public void drained() {
      drained = true;
    }
  }
}
