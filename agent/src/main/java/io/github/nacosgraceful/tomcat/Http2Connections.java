package io.github.nacosgraceful.tomcat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.hook.Members;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells callers over HTTP/2 to close their connection, once, while callers are told: when a request
 * has been answered and no other is in flight on it. Java's own client fails all that are when it
 * is told, before Java 24 (JDK-8335181). If there is no such moment for a while, it is told all the
 * same: other clients go on with what is in flight, and that one would lose it later.
 *
 * <p>Runs on Tomcat's threads. Connections are held weakly.
 */
final class Http2Connections extends Handler {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  private final Traffic traffic;
  private final Set<Object> told =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private final Members<Http2Handles> handles =
      new Members<>(
          type -> new Http2Handles(type.getClassLoader()),
          "GOAWAY is off",
          "Callers over HTTP/2 keep their connections");

  Http2Connections(Traffic traffic) {
    this.traffic = traffic;
  }

  /** A request is over, or goes on asynchronously. */
  @Override
  public void exit(Object none, Object connection, Object a) throws Throwable {
    if (traffic.isClosing()) {
      Http2Handles http2 = handles.get(connection.getClass());
      if (http2 != null
          && (http2.isIdle(connection) || traffic.isClosingFor(PATIENCE))
          && told.add(connection)) {
        http2.goAway(connection);
      }
    }
  }
}
