package io.github.nacosgraceful.traffic;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * The WebSockets that clients have opened to this process. They are held weakly, and asked whether
 * they are still open only when somebody counts them. Any thread.
 */
public final class WebSockets {

  private final Map<Object, Predicate<Object>> sessions = new WeakHashMap<>();

  /**
   * @param isOpen of a session; must not hold it, or anything of its library
   */
  public synchronized void opened(Object session, Predicate<Object> isOpen) {
    sessions.put(session, isOpen);
  }

  public synchronized long open() {
    sessions.entrySet().removeIf(each -> !each.getValue().test(each.getKey()));
    return sessions.size();
  }
}
