package io.github.nacosgraceful.library.xxljob;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.SourceType;
import io.github.nacosgraceful.intake.Starts;
import io.github.nacosgraceful.intake.Work;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.member.WeakIdentityMap;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An executor is known by the thread that registers it. Told to stop, that thread deregisters it,
 * as it does when the application stops; only the jobs go on. Each job has a thread, with a queue
 * of what was sent before: all of that is under way.
 */
final class Executors extends SourceType {

  private static final String STOP = "toStop";

  /** Application and address with which each has registered. */
  private final WeakIdentityMap<String[]> registered = new WeakIdentityMap<>();

  Executors(String part) {
    super(part, Work.JOB);
  }

  /** The executor begins to register. */
  Handler onRegister(Intake intake) {
    return new Starts(intake, this) {
      @Override
      public Object enter(Object registry, Object application, Object address, Object c)
          throws Throwable {
        registered.getOrAdd(registry, () -> new String[] {(String) application, (String) address});
        return super.enter(registry, application, address, c);
      }
    };
  }

  /** The name of the application, as the admin knows it. */
  @Override
  protected String name(Object registry) {
    String[] with = registered.get(registry);
    return with == null ? "executor" : with[0];
  }

  @Override
  protected boolean isTaking(Object registry) throws Throwable {
    return Reflection.get(registry, "registryThread") != null
        && !(Boolean) Reflection.get(registry, STOP);
  }

  @Override
  protected void stop(Object registry, boolean forGood, long millis, Runnable stopped)
      throws Throwable {
    Reflection.call(registry, STOP); // waits until the admin was told
    stopped.run();
  }

  @Override
  protected void start(Object registry) throws Throwable {
    String[] with = registered.get(registry);
    if (with != null) {
      Field stop = Reflection.field(registry.getClass(), STOP);
      stop.set(registry, false); // which the library never does
      handles(registry).start(registry, with[0], with[1]);
    }
  }

  @Override
  protected int running(Object registry, int counted) throws Throwable {
    return busy(registry).size();
  }

  /** By the names that the application has given them; a script has none. */
  @Override
  protected List<String> names(Object registry) throws Throwable {
    List<String> names = new ArrayList<>();
    for (Object thread : busy(registry)) {
      Object handler = Reflection.call(thread, "getHandler");
      String name = String.valueOf(handler);
      for (Map.Entry<?, ?> known : handles(registry).handlers().entrySet()) {
        if (known.getValue() == handler) {
          name = String.valueOf(known.getKey());
        }
      }
      names.add(name);
    }
    return names;
  }

  @Override
  protected boolean isOn(Object registry, Thread thread) {
    try {
      return handles(registry).threads().containsValue(thread);
    } catch (Throwable t) {
      return false;
    }
  }

  private static List<Object> busy(Object registry) throws Throwable {
    List<Object> busy = new ArrayList<>();
    for (Object thread : handles(registry).threads().values()) {
      if ((Boolean) Reflection.call(thread, "isRunningOrHasQueue")) {
        busy.add(thread);
      }
    }
    return busy;
  }

  private static ExecutorHandles handles(Object registry) throws ReflectiveOperationException {
    ExecutorHandles handles = ExecutorHandles.MEMBERS.get(registry.getClass());
    if (handles == null) {
      throw new NoSuchFieldException("the jobs of XXL-JOB");
    }
    return handles;
  }
}
