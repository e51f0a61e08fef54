package io.github.nacosgraceful.late;

import io.github.nacosgraceful.member.JdkPackages;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Finds objects of certain classes in a running application: those that can be reached from a
 * static field of one of its classes, from a thread, or from a shutdown hook, the nearest first.
 *
 * <p>Only reads fields. Nothing of the application is called, not even {@code hashCode}, and no
 * class is initialized. Bounded in time, and in memory by a part of the heap.
 */
final class Reachable {

  private static final String[] OPENED = {
    "java.lang",
    "java.util",
    "java.util.concurrent",
    "java.util.concurrent.atomic",
    "java.util.concurrent.locks",
    "jdk.internal.misc"
  };

  private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
  private static final int MOST_OBJECTS = 3_000_000;

  /** Of the largest heap, for each object that is looked into: a tenth of it is used at most. */
  private static final int HEAP_BYTES_EACH = 400;

  /** What is longer holds data, not parts of an application. */
  private static final int LONGEST_ARRAY = 10_000;

  private final Instrumentation instrumentation;
  private final Set<String> wanted;
  private final References references = new References();
  private final Map<Class<?>, Boolean> isWanted = new IdentityHashMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> next = new ArrayDeque<>();
  private final List<Object> found = new ArrayList<>();
  private final long begin = System.nanoTime();
  private final int most =
      (int) Math.min(MOST_OBJECTS, Runtime.getRuntime().maxMemory() / HEAP_BYTES_EACH);
  private boolean whole = true;

  /**
   * @param wanted names of classes; objects of classes that extend them are found too
   */
  Reachable(Instrumentation instrumentation, Set<String> wanted) {
    this.instrumentation = instrumentation;
    this.wanted = wanted;
  }

  /**
   * @throws Throwable if this JVM does not let its own classes be looked into
   */
  List<Object> find() throws Throwable {
    JdkPackages.open(instrumentation, OPENED);
    Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
    hooks.setAccessible(true);
    add(hooks.get(null));
    addThreads();
    addStatics();
    for (Object object = next.poll(); object != null; object = next.poll()) {
      if (seen.size() >= most || System.nanoTime() - begin > LONGEST) {
        whole = false;
        break;
      }
      lookInto(object);
    }
    return found;
  }

  /** Whether everything was looked into. */
  boolean isWhole() {
    return whole;
  }

  int size() {
    return seen.size();
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  /** Not by their stack traces, for which the JVM would stop them all. */
  private void addThreads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 16];
    int count = root.enumerate(threads);
    for (int i = 0; i < count; i++) {
      add(threads[i]);
    }
  }

  private void addStatics() throws ReflectiveOperationException {
    Initialized initialized = new Initialized();
    ClassLoader own = Reachable.class.getClassLoader();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = type.getClassLoader();
      if (loader != null
          && loader != own
          && loader != own.getParent()
          && !type.isArray()
          && initialized.is(type)) {
        for (Field field : References.ofClass(type)) {
          add(field.get(null));
        }
      }
    }
  }

  private void lookInto(Object object) throws IllegalAccessException {
    if (object instanceof Object[]) {
      for (Object element : (Object[]) object) {
        add(element);
      }
      return;
    }
    for (Field field : references.ofInstances(object.getClass())) {
      add(field.get(object));
    }
  }

  private void add(Object object) {
    if (object == null
        || object instanceof Object[] && ((Object[]) object).length > LONGEST_ARRAY) {
      return;
    }
    Class<?> type = object.getClass();
    boolean hit = isWanted.computeIfAbsent(type, this::isWanted);
    if ((hit || references.leadOn(type)) && seen.add(object)) {
      next.add(object);
      if (hit) {
        found.add(object);
      }
    }
  }

  private boolean isWanted(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (wanted.contains(each.getName())) {
        return true;
      }
    }
    return false;
  }
}
