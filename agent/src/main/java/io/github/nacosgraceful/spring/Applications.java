package io.github.nacosgraceful.spring;

import io.github.nacosgraceful.bridge.Handler;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the Spring Boot applications of this process are ready for traffic. {@code
 * SpringApplication.run} returns after its runners and after the ready event; from Boot 2.3 on, an
 * application may say of itself that it refuses traffic for longer. Without Spring Boot everything
 * is ready at once.
 *
 * <p>Nothing of the application is held: contexts are known weakly.
 */
public final class Applications {

  private static final Logger log = LoggerFactory.getLogger(Applications.class);
  private static final String AVAILABILITY =
      "org.springframework.boot.availability.ApplicationAvailability";

  /** Calls of {@code run} under way: one inside another where Spring Cloud has a bootstrap. */
  private final AtomicInteger starting = new AtomicInteger();

  private final List<WeakReference<Object>> ran = new CopyOnWriteArrayList<>();

  /** The handler of {@code SpringApplication.run}, on the thread that runs it. */
  public Handler runs() {
    return new Handler() {
      @Override
      public Object enter(Object application, Object a, Object b, Object c) {
        starting.incrementAndGet();
        return Boolean.TRUE;
      }

      @Override
      public Object leave(Object entered, Object application, Object a, Object context) {
        if (context != null) {
          ran.removeIf(known -> known.get() == null);
          ran.add(new WeakReference<>(context));
        }
        if (entered != null) {
          starting.decrementAndGet();
        }
        return context;
      }
    };
  }

  /** Asks the contexts: for a thread of the agent, a few times a second. */
  public boolean areReady() {
    return starting.get() == 0 && ran.stream().allMatch(known -> acceptsTraffic(known.get()));
  }

  private static boolean acceptsTraffic(Object context) {
    try {
      if (context == null || !(Boolean) call(context, "isActive")) {
        return true; // gone, and nothing to wait for
      }
      Class<?> availability =
          Class.forName(AVAILABILITY, false, context.getClass().getClassLoader());
      Object bean =
          context.getClass().getMethod("getBean", Class.class).invoke(context, availability);
      Object state = availability.getMethod("getReadinessState").invoke(bean);
      return ((Enum<?>) state).name().equals("ACCEPTING_TRAFFIC");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      log.debug("{} does not tell whether it accepts traffic", context, e);
      return true; // before Boot 2.3, or without the bean
    }
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}
